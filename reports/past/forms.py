"""Which forms edit volumes of the past, and what is sent to be imported?"""

from typing import ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.forms import RecordForm
from members.tables.reading import MOST_BYTES
from members.tables.workbooks import MEBIBYTE
from reports.past.actions import SAID
from reports.past.models import PastIndexLine, PastVolume


class PastVolumeForm(RecordForm):
    """A volume from before the software."""

    model = PastVolume
    names: ClassVar[tuple[str, ...]] = SAID


class CorrectionForm(PastVolumeForm):
    """A volume as it should be, with the reason of the correction."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 2}))


class IndexLineForm(RecordForm):
    """A line of an index."""

    model = PastIndexLine
    names = ("day", "ordinal", "title", "page")


class ImportForm(forms.Form):
    """A table to be imported; what it is, and whether it may come in, is asked by the act."""

    upload = forms.FileField(
        label=_("file"),
        help_text=format_lazy(
            _(
                "Excel (.xlsx) or CSV, up to {most} MB. Nothing is imported yet: first you see what would happen."
            ),
            most=MOST_BYTES // MEBIBYTE,
        ),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )
