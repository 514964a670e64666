"""Indexes for the figures of the watch: what was sent, and what was given up, within a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0003_old_messages_stay_inside")]

    operations = [
        migrations.AddIndex(
            "delivery",
            models.Index(fields=["sent_at"], condition=models.Q(state="sent"), name="delivery_sent"),
        ),
        migrations.AddIndex(
            "delivery",
            models.Index(fields=["due_at"], condition=models.Q(state="failed"), name="delivery_failed"),
        ),
    ]
