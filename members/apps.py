"""How is the app registered with Django?"""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from members.checks import check_rulebooks
from members.discovery import discover
from members.printing.paper import discover as discover_papers


class MembersConfig(AppConfig):
    """The members of a leading group."""

    name = "members"
    verbose_name = _("members")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the system check read every rulebook, and duties, reminders, calendar and papers register themselves."""
        register(check_rulebooks)
        discover("reminders", "calendar", "duties")
        discover_papers()
