"""How is the app registered with Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """The meetings of a leading group."""

    name = "meetings"
    verbose_name = _("meetings")
    default_auto_field = "django.db.models.BigAutoField"
