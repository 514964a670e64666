"""Inspections: who inspects, by which paper, what is open to them, and what they read."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0005_visiting_inspector"),
        ("reports", "0009_imports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "prepared"),
                            ("granted", "granted"),
                            ("ended", "ended"),
                            ("revoked", "revoked"),
                            ("expired", "expired"),
                        ],
                        default="prepared",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("authority", models.CharField(max_length=120, verbose_name="authority that inspects")),
                (
                    "basis",
                    models.CharField(
                        max_length=200,
                        validators=[django.core.validators.MinLengthValidator(2)],
                        verbose_name="paper it rests on",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(blank=True, max_length=2000, verbose_name="purpose of the inspection"),
                ),
                ("years", models.JSONField(default=list, verbose_name="years")),
                ("matters", models.JSONField(default=list, verbose_name="matters")),
                ("since", models.DateField(verbose_name="first day")),
                ("until", models.DateField(verbose_name="last day")),
                (
                    "granted_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="granted"),
                ),
                (
                    "over_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=300, verbose_name="why it was ended"
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="granted by",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.leadinggroup",
                        verbose_name="leading group",
                    ),
                ),
            ],
            options={
                "verbose_name": "inspection",
                "verbose_name_plural": "inspections",
                "ordering": ("-since", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="InspectionEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
                ("verb", models.CharField(max_length=40, verbose_name="act")),
                ("before", models.CharField(blank=True, max_length=24, verbose_name="state before")),
                ("after", models.CharField(blank=True, max_length=24, verbose_name="state after")),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="facts")),
                ("request_id", models.CharField(blank=True, max_length=36)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="on behalf of",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="reports.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InspectionRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
                (
                    "matter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decisions", "Meetings and decisions"),
                            ("personnel", "Personnel and sensitive items of the meetings"),
                            ("study", "Collective study"),
                            ("life", "Democratic-life meetings (how they stand)"),
                            ("upward", "Requests and reports"),
                            ("research", "Research projects"),
                            ("articles", "Signed articles"),
                            ("filings", "Yearly filings"),
                            ("findings", "Findings and answers"),
                        ],
                        max_length=12,
                        verbose_name="matter",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("list", "list"), ("page", "page"), ("pdf", "PDF")],
                        max_length=4,
                        verbose_name="how it was read",
                    ),
                ),
                ("key", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="what was read")),
                ("request_id", models.CharField(blank=True, max_length=36)),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="reports.inspection",
                        verbose_name="inspection",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inspector",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading in an inspection",
                "verbose_name_plural": "readings in inspections",
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="InspectionVisitor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("withdrawn", models.BooleanField(default=False, editable=False, verbose_name="removed")),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visitors",
                        to="reports.inspection",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inspector",
                    ),
                ),
            ],
            options={
                "verbose_name": "person who inspects",
                "ordering": ("pk",),
            },
        ),
        migrations.AddIndex(
            model_name="inspection",
            index=models.Index(fields=["group", "state", "since"], name="inspection_lasting"),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))),
                name="inspection_forward",
                violation_error_message="The end must lie after the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "granted"), _negated=True),
                    models.Q(("granted_at__isnull", False), ("granted_by__isnull", False)),
                    _connector="OR",
                ),
                name="inspection_granted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionvisitor",
            constraint=models.UniqueConstraint(
                fields=("inspection", "user"),
                name="inspection_visitor_once",
                violation_error_code="already_named",
                violation_error_message="This person is named already, or was removed from this inspection.",
            ),
        ),
    ]
