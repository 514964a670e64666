"""Which app is this to Django?"""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from members.checks import check_rulebooks
from members.printing.paper import discover


class MembersConfig(AppConfig):
    """The members of a leading group."""

    name = "members"
    verbose_name = _("members")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the system check read every rulebook; reminders, calendar and papers of each app register themselves."""
        register(check_rulebooks)
        autodiscover_modules("reminders", "calendar")
        discover()
