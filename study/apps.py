"""How is the app registered with Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StudyConfig(AppConfig):
    """The collective study of a leading group."""

    name = "study"
    verbose_name = _("collective study")
    default_auto_field = "django.db.models.BigAutoField"
