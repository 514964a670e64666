"""What does somebody send along?  A file and its title."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PaperForm(forms.Form):
    """A file and its title; type and size are checked by the act."""

    title = forms.CharField(label=_("title"), max_length=200, required=False)
    upload = forms.FileField(
        label=_("file"), help_text=_("PDF, Word, Excel, PowerPoint, pictures or plain text, up to 30 MB.")
    )
