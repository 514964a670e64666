"""How is the app registered with Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LifesConfig(AppConfig):
    """The democratic-life meetings of a leading group."""

    name = "lifes"
    verbose_name = _("democratic-life meetings")
    default_auto_field = "django.db.models.BigAutoField"
