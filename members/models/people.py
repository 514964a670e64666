"""Who uses the software?  One person, one account; what one may do comes from office and matrix, not from flags."""

from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account with a hashed password (None: cannot log in)."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account.

    name: as it stands in official papers.  is_platform_admin: keeps accounts and bodies of the
    installation; sees no sealed content and changes no result.
    """

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("There is an account of this name.")},
    )
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_platform_admin = models.BooleanField(_("platform administrator"), default=False)
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("name", "username")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as it stands in official papers."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name."""
        return self.name

    def has_perm(self, power: str, thing: Any = None) -> bool:
        """Say whether the matrix of powers gives this person the power over the thing; no flag goes round it."""
        return self.is_active and any(
            backend.has_perm(self, power, thing) for backend in get_backends() if hasattr(backend, "has_perm")
        )
