"""By which filters is the register of talks of inner supervision searched?"""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from lifes.models import HeartTalk
from members.filters import DaysFilter, RegisterFilter


class SupervisionFilter(DaysFilter, RegisterFilter):
    """Talks by person, occasion and days."""

    days_field = "held_on"
    search_fields = ("first__user__name", "second__user__name", "second_name")
    kind = ChoiceFilter(
        label=_("Occasion"),
        choices=[choice for choice in HeartTalk.Kind.choices if choice[0] != HeartTalk.Kind.HEART],
    )
