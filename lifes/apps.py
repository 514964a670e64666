"""Which app is this to Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LifesConfig(AppConfig):
    """The lifes of a leading group."""

    name = "lifes"
    verbose_name = _("lifes")
    default_auto_field = "django.db.models.BigAutoField"
