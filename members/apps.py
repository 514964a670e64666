"""Which app is this to Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """The members of a leading group."""

    name = "members"
    verbose_name = _("members")
    default_auto_field = "django.db.models.BigAutoField"
