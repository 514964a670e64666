"""How is a world built once for all tests of a file?  Each test rolls back what it did to it.

    place = standing(lambda: town("own", "云岭", sealed=False))     # a fixture of the module

The guards of pytest-django hold: such a file has no test with transactions of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.test import override_settings

W = TypeVar("W")


@contextmanager
def kept(blocker: Any, uploads: Path) -> Iterator[None]:
    """Let the database be written, and take everything back at the end; uploads: where files go meanwhile."""
    with blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=uploads):
            yield
        transaction.set_rollback(True)


def standing(build: Callable[[], W]) -> Any:
    """Return a fixture that builds a world once for the tests of a file; their uploads go into one folder."""

    @pytest.fixture(scope="module")
    def world(django_db_setup: None, django_db_blocker: Any, standing_uploads: Path) -> Iterator[W]:
        with kept(django_db_blocker, standing_uploads):
            yield build()

    return world


@pytest.fixture(scope="module")
def standing_uploads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of uploads of a file's world."""
    return tmp_path_factory.mktemp("uploads")
