"""Which forms edit requests, reports, filings and what comes back?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem
from meetings.states import Outcome
from members.forms import RecordForm, dress
from members.models import LeadingGroup, Membership
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import AnnualSection, ReplyAction, UpwardReply
from reports.upward.states import PaperKind

ENDINGS = {
    PaperKind.REQUEST: "\n\n妥否，请批示。",
    PaperKind.REPORT: "\n\n特此报告。",
    PaperKind.RECORD_FILING: "\n\n特此报备。",
}
"""How a new paper ends; the customary words, which stay to be changed."""

SAMPLES = {
    PaperKind.REQUEST: "关于……的请示",
    PaperKind.REPORT: "关于……的报告",
    PaperKind.RECORD_FILING: "关于……的报备",
}
COMMON = ("recipient", "copies", "discovered_on", "due_on", "contact", "contact_phone", "is_stub")
FIELDS = {
    PaperKind.REQUEST: ("title", "category", "matter", "body", "acts_on", *COMMON),
    PaperKind.REPORT: ("title", "report_kind", "report_year", "category", "matter", "body", *COMMON),
    PaperKind.RECORD_FILING: ("title", "category", "matter", "body", *COMMON),
}
LONG = {"rows": 18, "data-draft": True, "data-count": True}


class UpwardForm(RecordForm):
    """A paper for the superior, with the fields of its kind."""

    model = UpwardPaper
    names = tuple(dict.fromkeys(name for names in FIELDS.values() for name in names))

    def __init__(self, kind: str, *args: Any, composed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = FIELDS[PaperKind(kind)]
        # The text of a report composed from sections is changed there, section by section.
        left_out = {"body", "report_kind", "report_year"} if composed else set()
        self.fields = {name: self.fields[name] for name in wanted if name not in left_out}
        self.fields["title"].widget.attrs["placeholder"] = SAMPLES[PaperKind(kind)]
        if "body" in self.fields:
            self.fields["body"].widget.attrs.update(LONG)
        if kind == PaperKind.REPORT and not composed:
            self.fields["report_kind"].required = True
        if "category" in self.fields:
            self.fields["category"].label = _("Kind of matter")
        if kind == PaperKind.REQUEST:
            self.fields["matter"].help_text = _("One request, one matter.")


def new_values(kind: str, group: LeadingGroup, today: date) -> dict[str, Any]:
    """Return what a new paper of a kind starts with."""
    return {
        "body": ENDINGS[PaperKind(kind)],
        "recipient": group.superior,
        "contact": group.contact,
        "contact_phone": group.contact_phone,
        "report_kind": "special",
        "report_year": today.year,
    }


class AdoptPaperForm(RecordForm):
    """By which item a meeting decided on the paper, and what was changed after it."""

    model = UpwardPaper
    names = ("adopted_item", "adoption_note")
    needed = ("adopted_item",)

    def __init__(self, group: LeadingGroup, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        carried = AgendaItem.objects.filter(meeting__group=group, outcome=Outcome.PASSED, removed=False)
        self.choose(
            "adopted_item",
            carried.select_related("meeting").order_by("-meeting__day", "position"),
            lambda item: f"{item.meeting.day:%Y-%m-%d} {item.title}",
        )
        self.fields["adoption_note"].help_text = _(
            "Only when the text is another one than the meeting had before it."
        )


class CirculateForm(forms.Form):
    """Until when the members answer."""

    answer_by = forms.DateField(label=_("answers by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self.fields.values())


class ConsentForm(forms.Form):
    """A member's consent or objection."""

    consents = forms.TypedChoiceField(
        label=_("My answer"),
        choices=(("yes", _("I consent")), ("no", _("I object"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=_("opinion"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": True}),
    )


class SignForm(RecordForm):
    """The signer's opinion."""

    model = UpwardPaper
    names = ("sign_opinion",)
    needed = names


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=_("reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 4, "data-draft": True})
    )


class SendForm(RecordForm):
    """When and how a paper is sent."""

    model = UpwardPaper
    names = ("sent_on", "sent_way")
    needed = names
    own_number = forms.CharField(
        label=_("number given elsewhere"),
        max_length=60,
        required=False,
        help_text=_("Only for a paper in the government's name; else the next number of the group is given."),
    )


class ReceiptForm(RecordForm):
    """That the superior has received it."""

    model = UpwardPaper
    names = ("received_on", "receipt_number")
    needed = ("received_on",)


class ReplyForm(RecordForm):
    """An answer of the superior, with its paper."""

    model = UpwardReply
    names = ("outcome", "replied_on", "number", "content")
    upload = forms.FileField(
        label=_("reply as a file"),
        required=False,
        help_text=_("PDF, Word, Excel, PowerPoint, pictures or plain text, up to 30 MB."),
    )


class ReplyActionForm(RecordForm):
    """Something the reply asks for."""

    model = ReplyAction
    names = ("text", "owner", "due_on")

    def __init__(self, group: LeadingGroup, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("owner", Membership.objects.filter(group=group).in_office(on).select_related("user"))


class DoneForm(RecordForm):
    """What came of it, and when it was done."""

    model = ReplyAction
    names = ("result", "done_on")
    needed = names


class SectionForm(RecordForm):
    """The text of a section."""

    model = AnnualSection
    names = ("text",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.update(LONG)
