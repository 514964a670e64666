"""Which forms are used in answer to a finding?"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms import RecordForm
from reports.checks.models import FindingAnswer
from reports.checks.states import AnswerWay


class CureForm(RecordForm):
    """What was corrected, with a paper if there is one."""

    model = FindingAnswer
    names: ClassVar[tuple[str, ...]] = ("text",)

    upload = forms.FileField(
        label=_("file"),
        required=False,
        help_text=_("PDF, Word, Excel, PowerPoint, pictures or plain text, up to 30 MB."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Name what was corrected, when and by whom.")


class FindingAnswerForm(CureForm):
    """An answer: the way, the text, a paper.  accept: whether it may be accepted as it is."""

    names = ("way", "text")

    def __init__(self, *args: Any, accept: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [way for way in AnswerWay.choices if accept or way[0] != AnswerWay.ACCEPT]
        self.fields["way"] = forms.ChoiceField(
            label=self.fields["way"].label, choices=ways, widget=forms.RadioSelect, initial=AnswerWay.EXPLAIN
        )
        self.fields["text"].help_text = _(
            "Explained: how it came to this. Corrected: what was corrected, and when. Accepted: why it is left as it is."
        )
