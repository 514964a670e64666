import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    "CREATE VIRTUAL TABLE reports_search_pairs USING fts5("
    "head_pairs, pairs, content='reports_searchentry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER reports_search_in AFTER INSERT ON reports_searchentry BEGIN "
    "INSERT INTO reports_search_pairs(rowid, head_pairs, pairs) VALUES (new.id, new.head_pairs, new.pairs); END",
    "CREATE TRIGGER reports_search_out AFTER DELETE ON reports_searchentry BEGIN "
    "INSERT INTO reports_search_pairs(reports_search_pairs, rowid, head_pairs, pairs) "
    "VALUES ('delete', old.id, old.head_pairs, old.pairs); END",
    "CREATE TRIGGER reports_search_change AFTER UPDATE OF head_pairs, pairs ON reports_searchentry BEGIN "
    "INSERT INTO reports_search_pairs(reports_search_pairs, rowid, head_pairs, pairs) "
    "VALUES ('delete', old.id, old.head_pairs, old.pairs); "
    "INSERT INTO reports_search_pairs(rowid, head_pairs, pairs) VALUES (new.id, new.head_pairs, new.pairs); END",
)
SQLITE_BACK = (
    "DROP TRIGGER IF EXISTS reports_search_in",
    "DROP TRIGGER IF EXISTS reports_search_out",
    "DROP TRIGGER IF EXISTS reports_search_change",
    "DROP TABLE IF EXISTS reports_search_pairs",
)
POSTGRESQL = (
    "CREATE INDEX reports_search_pairs ON reports_searchentry USING gin (string_to_array(pairs, ' '))",
    "CREATE INDEX reports_search_heads ON reports_searchentry USING gin (string_to_array(head_pairs, ' '))",
)
POSTGRESQL_BACK = ("DROP INDEX IF EXISTS reports_search_pairs", "DROP INDEX IF EXISTS reports_search_heads")


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_delivery_indexes"),
        ("reports", "0011_dossiers"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("key", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=400, verbose_name="title")),
                ("text", models.TextField(blank=True)),
                ("head", models.CharField(max_length=400)),
                ("plain", models.TextField()),
                ("head_pairs", models.TextField(blank=True)),
                ("pairs", models.TextField()),
                ("url", models.CharField(max_length=200)),
                ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                ("ranked_on", models.DateField()),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.leadinggroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "search entry",
                "indexes": [
                    models.Index(fields=["group", "-ranked_on", "-id"], name="reports_search_newest"),
                    models.Index(fields=["group", "year"], name="reports_search_years"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("group", "kind", "key"), name="reports_search_one_entry")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(make, unmake),
    ]
