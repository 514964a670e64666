"""A staff role for who comes to inspect."""

from django.db import migrations, models

ROLES = [
    ("clerk", "clerk"),
    ("recorder", "recorder"),
    ("auditor", "auditor"),
    ("inspector", "inspector"),
    ("supervision_observer", "observer of the supervision unit"),
    ("responsible_unit", "responsible unit"),
    ("system_admin", "system administrator"),
    ("visiting_inspector", "visiting inspector"),
]


class Migration(migrations.Migration):
    dependencies = [("members", "0004_delivery_indexes")]

    operations = [
        migrations.AlterField(
            model_name="staffrole",
            name="role",
            field=models.CharField(choices=ROLES, max_length=24, verbose_name="role"),
        ),
    ]
