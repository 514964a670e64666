"""Messages told before there were ways outward do not leave now."""

from django.db import migrations
from django.db.models import F


def settle(apps, schema_editor):
    apps.get_model("members", "Notification").objects.filter(spread_at=None).update(spread_at=F("at"))


class Migration(migrations.Migration):
    dependencies = [("members", "0002_delivery")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
