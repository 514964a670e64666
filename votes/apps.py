"""How is the app registered with Django?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VotesConfig(AppConfig):
    """The votes of a leading group."""

    name = "votes"
    verbose_name = _("votes")
    default_auto_field = "django.db.models.BigAutoField"
