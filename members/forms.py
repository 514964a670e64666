"""What does somebody type about seats, offices, staff, accounts and bodies?"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from members.models import (
    Authorization,
    InterestDeclaration,
    LeadingGroup,
    Membership,
    Portfolio,
    StaffRole,
    Standing,
    Term,
    User,
)
from members.procedure import rulebook

MAX_PASSWORD = 256
DAY = "%Y-%m-%d"
MOMENT = "%Y-%m-%dT%H:%M"

POWER_WORDS = (
    ("preside", _("preside over meetings")),
    ("convene", _("convene meetings")),
    ("sign", _("sign documents and minutes")),
    ("approve_leave", _("decide on leave")),
)


class RecordForm(forms.Form):
    """A form whose fields come from a model: labels, lengths, choices.  The act saves, never the form.

    model, names: which fields.  needed: names that may not stay empty though the model lets them.
    """

    model: ClassVar[type[Model]]
    names: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = forms.fields_for_model(self.model, fields=self.names)
        own: dict[str, forms.Field] = dict(self.fields)
        self.fields = {name: own[name] if name in own else made[name] for name in self.names}
        self.fields.update(own)
        for name in self.needed:
            self.fields[name].required = True
        dress(self.fields.values())

    def choose(self, name: str, rows: "QuerySet[Any]", label: Callable[[Any], str] | None = None) -> None:
        """Limit a choice to the records that may be chosen here."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows
        if label is not None:
            field.label_from_instance = label  # type: ignore[method-assign, assignment]  # what Django offers for it


def dress(fields: Iterable[forms.Field]) -> None:
    """Give fields the controls of the browser: calendars, telephone keyboards, drafts of long texts."""
    for field in fields:
        if isinstance(field, forms.DateTimeField):
            field.widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
        elif isinstance(field, forms.DateField):
            field.widget = forms.DateInput(format=DAY, attrs={"type": "date"})
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs.update({"rows": 4, "data-draft": True})


def initial_of(record: Model, names: Iterable[str]) -> dict[str, Any]:
    """Return a record's present values as the initial ones of a form."""
    return {name: getattr(record, name) for name in names}


def people_of(group: LeadingGroup) -> "QuerySet[User]":
    """Return active accounts that may be chosen in a body: its own people, and those who belong to none."""
    own = Q(memberships__group=group) | Q(staff_roles__group=group)
    nobody = Q(memberships__isnull=True, staff_roles__isnull=True)
    return User.objects.filter(own | nobody, is_active=True).distinct()


class SeatForm(RecordForm):
    """A new seat."""

    model = Membership
    names = (
        "user",
        "post",
        "government_post",
        "protocol_order",
        "since",
        "until",
        "appointment_paper",
    )

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("user", people_of(group), lambda user: f"{user.name}（{user.username}）")


class EndSeatForm(RecordForm):
    """The end of a seat."""

    model = Membership
    names = ("until", "leaving_paper")
    needed = ("until",)


class StandingForm(RecordForm):
    """A suspension or exclusion."""

    model = Standing
    names = ("kind", "since", "until", "paper")


class PortfolioForm(RecordForm):
    """A field of work."""

    model = Portfolio
    names = ("field", "since", "until", "paper")


class DayForm(forms.Form):
    """A day on which something ends."""

    day = forms.DateField(label=_("first day without it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class TermForm(RecordForm):
    """A term of the government."""

    model = Term
    names = ("number", "since", "until", "last_ordinal")


class AuthorizationForm(RecordForm):
    """Powers given for a time."""

    model = Authorization
    names = ("grantee", "powers", "since", "until", "basis", "conditions")
    powers = forms.MultipleChoiceField(
        label=_("powers"), choices=POWER_WORDS, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("grantee", group.memberships.in_office(on).select_related("user"))


class InterestForm(RecordForm):
    """A declared tie."""

    model = InterestDeclaration
    names = ("membership", "kind", "name", "relation", "declared_on")

    def __init__(self, seats: "QuerySet[Membership]", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("membership", seats)


class StaffForm(RecordForm):
    """A staff role."""

    model = StaffRole
    names = ("user", "role", "unit", "since", "until")

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("user", people_of(group), lambda user: f"{user.name}（{user.username}）")


class FirstPasswordForm(forms.Form):
    """A first password, to be changed by the account's owner."""

    password = forms.CharField(
        label=_("first password"),
        strip=False,
        max_length=MAX_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Its owner has to change it when logging in for the first time."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = [str(self.fields["password"].help_text), *password_validators_help_texts()]
        self.fields["password"].help_text = " ".join(texts)


class AccountForm(FirstPasswordForm):
    """A new account."""

    username = forms.CharField(label=_("user name"), max_length=60)
    name = forms.CharField(label=_("name"), max_length=60)
    phone = forms.CharField(label=_("telephone"), max_length=30, required=False)
    email = forms.EmailField(label=_("e-mail"), required=False)
    field_order = ("username", "name", "phone", "email", "password")


class GroupForm(RecordForm):
    """A body."""

    model = LeadingGroup
    names = (
        "code",
        "name",
        "full_name",
        "government",
        "superior",
        "document_word",
        "fonds_number",
        "default_place",
        "contact",
        "contact_phone",
    )


class NewGroupForm(GroupForm):
    """A new body, with its rules and its first administrator."""

    administrator = forms.ModelChoiceField(
        label=_("system administrator"), queryset=User.objects.filter(is_active=True)
    )
    rulebook = forms.ChoiceField(label=_("work rules"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(key, f"{book.number} {book.title}".strip()) for key, book in rulebook.shelf().items()]
        self.fields["rulebook"].choices = choices  # type: ignore[attr-defined]  # a choice field
