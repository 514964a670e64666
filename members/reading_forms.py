"""What does somebody choose about being told: by which way, when, in which language, of what?"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.delivery.robot import allowed
from members.forms import RecordForm
from members.message_kinds import MessageKind, kinds
from members.models import ReadingHabits

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class HabitsForm(RecordForm):
    """Notification settings.  outside: kinds that may leave the application; fixed ones always do."""

    model = ReadingHabits
    names = ("mail", "digest_hour", "quiet_from", "quiet_until", "language", "robot_shape")
    digest_hour = forms.TypedChoiceField(
        label=_("hour of the daily mail"),
        choices=HOURS,
        coerce=int,
        help_text=_("What is not urgent comes in one mail a day."),
    )
    robot_url = forms.URLField(
        label=_("address of the robot"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("The address the chat gives for its robot; it is shown to you alone."),
    )
    outside = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds()
        outside = self.fields.pop("outside")
        assert isinstance(outside, forms.MultipleChoiceField)
        outside.choices = [(kind.name, kind.label) for kind in self.kinds]
        self.fields["outside"] = outside
        for name in ("quiet_from", "quiet_until"):
            self.fields[name].widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        self.fields["quiet_until"].help_text = _("Between these hours nothing is sent; it comes afterwards.")
        if not settings.ROBOT_HOSTS:
            del self.fields["robot_shape"], self.fields["robot_url"]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """Return everything but the kinds."""
        return [self[name] for name in self.fields if name != "outside"]

    @property
    def told(self) -> list[tuple[MessageKind, bool]]:
        """Return each kind and whether it may leave now."""
        chosen = set(self["outside"].value() or ())
        return [(kind, kind.fixed or kind.name in chosen) for kind in self.kinds]

    def clean_robot_url(self) -> str:
        """Take an address on an allowed host only: the server asks nobody else."""
        url = str(self.cleaned_data["robot_url"])
        if url and not allowed(url):
            hosts = "、".join(settings.ROBOT_HOSTS)
            raise ValidationError(
                _("Only robots on these hosts can be asked: %(hosts)s"), params={"hosts": hosts}
            )
        return url

    def clean(self) -> dict[str, Any]:
        """Ask for shape and address together; turn what may leave into what may not."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("robot_shape")) != bool(data.get("robot_url")) and not self.errors:
            self.add_error("robot_url", _("A chat robot needs its kind and its address."))
        outside = set(data.pop("outside", ()))
        data["muted"] = [kind.name for kind in self.kinds if not kind.fixed and kind.name not in outside]
        return data


def initial(habits: ReadingHabits) -> dict[str, Any]:
    """Return what somebody has chosen, as the form shows it."""
    values = {name: getattr(habits, name) for name in (*HabitsForm.names, "robot_url")}
    muted = set(habits.muted)
    return values | {"outside": [kind.name for kind in kinds() if kind.name not in muted]}
