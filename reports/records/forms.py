"""What can be asked of the merged journal?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class JournalForm(forms.Form):
    """The journal of a body by kind of record, person, act and days; nothing chosen shows all."""

    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    by = forms.ChoiceField(label=_("Person"), required=False)
    verb = forms.ChoiceField(label=_("Act"), required=False)
    since = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self,
        data: Any,
        *,
        kinds: list[tuple[str, Any]],
        people: list[tuple[int, str]],
        verbs: list[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        nothing = [("", _("all"))]
        for name, choices in (("kind", kinds), ("by", people), ("verb", verbs)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*nothing, *choices]

    def wanted(self) -> dict[str, Any]:
        """Return what was asked for; values that make no sense are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
