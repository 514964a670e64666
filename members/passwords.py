"""When is a password good enough?  Three of four kinds of characters, beside Django's own checks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import User

NEEDED = 3


def kinds(password: str) -> int:
    """Count the kinds of characters: small letters, capitals, digits, everything else (0-4)."""
    tests = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
    return sum(any(test(sign) for sign in password) for test in tests)


class KindsValidator:
    """Demands three of four kinds of characters."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError (password_too_simple) when there are fewer."""
        if kinds(password) < NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_simple")

    def get_help_text(self) -> str:
        """Return the demand in words."""
        return _("The password needs three of: small letters, capital letters, digits, other signs.")
