"""A body and a mail server for the tests of the clock."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import SEATS, Cast, make_body
from tests.clock.post_office import PostOffice, open_office


@pytest.fixture
def body(db: None) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    """A real server, to which the application sends."""
    with open_office() as made:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", made.port, 2
        yield made
