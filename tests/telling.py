"""Can every answer that a rule gives in its tests be told?  A plugin of pytest for the tests of rules.

Whatever a table of cases compares, each verdict that warns or refuses has a code, a sentence of the catalogue, and a clause
of the work rules; its figures fill the places of the sentence.  (Checks add who is meant later: their tests look at what is
raised in the end.)  The tests of mutants load this by name, without the project's conftest.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from members.procedure.rulebook import book
from members.procedure.verdict import Level, Verdict
from tests.members.rules.told import PLACE, chinese

PLACES = ("rules", "year")
"""Folders whose tests ask rules alone; so do files named `test_…_rules.py`."""


@cache
def clauses() -> frozenset[str]:
    """Return the clauses of the work rules; the empty one stands for what no clause orders."""
    return frozenset({"", *(clause.id for clause in book("work-rules-2024").clauses)})


def check(verdict: Verdict, *, filled: bool) -> None:
    """Assert that a verdict can be told.  filled: whether all its figures are there by now."""
    assert verdict.clause in clauses(), verdict
    if verdict.level is Level.ALLOWED:
        return
    assert verdict.code, verdict
    sentence = chinese().get(verdict.reason)
    assert sentence, verdict
    for place in PLACE.findall(verdict.reason + sentence) if filled else ():
        assert verdict.figures.get(place) is not None, (place, verdict)


def asks_rules(path: Path) -> bool:
    """Say whether a test asks rules alone."""
    return path.parent.name in PLACES or path.stem.endswith("_rules")


@pytest.fixture(autouse=True)
def verdicts_can_be_told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look at each verdict that is made during a test of rules."""
    path = Path(request.path)
    if not asks_rules(path):
        yield
        return
    made: list[Verdict] = []
    plain = Verdict.__init__

    def kept(self: Verdict, *args: Any, **kwargs: Any) -> None:
        plain(self, *args, **kwargs)
        made.append(self)

    monkeypatch.setattr(Verdict, "__init__", kept)
    yield
    for verdict in made:
        check(verdict, filled="checks" not in path.parts)
