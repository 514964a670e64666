"""How are tables emptied between tests, when the database refuses it?  With the guards down for that moment.

Only tests with transactions of their own (`transaction=True`, live servers) are emptied; the others roll back.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test import TransactionTestCase

from members.procedure import guards


@pytest.fixture(scope="session", autouse=True)
def _guards_down_for_the_flush() -> Iterator[None]:
    """Take the guards down while Django empties the tables, and put them up again."""
    plain = TransactionTestCase._fixture_teardown

    def emptied(self: TransactionTestCase) -> None:
        with ExitStack() as stack:
            for alias in self._databases_names(include_mirrors=False):
                stack.enter_context(guards.dropped(connections[alias]))
            plain(self)

    TransactionTestCase._fixture_teardown = emptied
    yield
    TransactionTestCase._fixture_teardown = plain
