"""What does somebody type to come in, and to change the password?"""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from members.models import User

MAX_PASSWORD = 256


class LoginForm(AuthenticationForm):
    """User name and password; one sentence for every failure, so that it does not tell which names exist."""

    error_messages = {
        "invalid_login": _("The user name or the password is not right."),
        "inactive": _("The user name or the password is not right."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")
        # A very long password would keep the hasher busy.
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            strip=False,
            max_length=MAX_PASSWORD,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )


class PasswordForm(PasswordChangeForm):
    """Old password once, new password twice; saving clears the duty to change it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": _("Present password"),
            "new_password1": _("New password"),
            "new_password2": _("New password again"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["maxlength"] = MAX_PASSWORD

    def save(self, commit: bool = True) -> User:
        """Store the password and note that it is the person's own now."""
        self.user.must_change_password = False
        return super().save(commit)
