"""How does the framework ask the matrix of powers?"""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from config.permissions import MATRIX, may
from members.models import User


class MatrixBackend(ModelBackend):
    """Logs in by name and password, and answers `has_perm` from the matrix; flags give no power."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Say whether the matrix gives the person the power over the thing."""
        return perm in MATRIX and isinstance(user_obj, User) and obj is not None and may(user_obj, perm, obj)
