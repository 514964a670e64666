"""How is the app registered with Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The reports of a leading group."""

    name = "reports"
    verbose_name = _("reports")
    default_auto_field = "django.db.models.BigAutoField"
