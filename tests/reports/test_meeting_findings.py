"""What do the checks find in real records, made through the acts, or changed behind their backs?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection

from meetings import actions
from meetings.models import Meeting
from members.procedure import guards
from reports.demo.before import DAY, moment, prepare
from tests.reports.checks_story import TODAY, clean_year, founded, funds, last, month, played, told

pytestmark = pytest.mark.django_db


def test_a_clean_year_shows_nothing() -> None:
    cast = played(clean_year())
    assert told(cast) == []
