"""The source is read for what carries a clause: functions that name it, tests that try it."""

from pathlib import Path

import pytest

from members.clause_index import ClauseIndex, clause_index, find_carriers

# Clauses that need no software, so that these cases are not taken for tests of the law.
KNOWN = {"2-a", "3.1", "4.5-a", "10.1-a", "10.4-d"}

RULE = '''
"""Module.  Clause 2-a."""

TABLE = (step("act", clause="10.4-d"),)
limit: int = 3


def by_sentence():
    """Answer.

    Clauses 2-a, 4.5-a
    and 10.1-a.
    """


def by_literal():
    return refuse("code", "reason", "4.5-a")


def by_neither():
    """See 2-a and version 12-a, 9.9-z."""
    return "as 10.1-a says"


class Roll:
    """Facts.  Clause 10.1-a."""

    def method(self):
        """Clause 2-a."""
'''

TRIES = '''
CASES = [("10.4-d at the boundary", 1)]
OTHER = ["2-a"]


def helper():
    """Clause 2-a."""


@parametrize("case", CASES)
def test_by_cases(case):
    pass


def test_by_assertion():
    assert verdict.clause == "4.5-a"


def test_by_name_10_1_a_4_5_a():
    pass


class TestGroup:
    def test_by_docstring(self):
        """Clause 10.1-a."""
'''


@pytest.fixture
def found(tmp_path: Path) -> ClauseIndex:
    for path, text in (
        ("votes/rules/sample.py", RULE),
        ("votes/migrations/0001.py", RULE),
        ("votes/__init__.py", 'ACTS = "2-a"'),
        ("other/rules.py", RULE),
        ("tests/votes/test_sample.py", TRIES),
        ("tests/scenarios/one.yaml", "title: a scenario of 4.5-a\n"),
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return find_carriers(tmp_path, KNOWN)


def test_functions_are_found_by_sentence_and_by_literal(found: ClauseIndex) -> None:
    sample = "votes.rules.sample"
    assert found.functions == {
        "2-a": ("votes.ACTS", f"{sample}.Roll.method", f"{sample}.by_sentence"),
        "4.5-a": (f"{sample}.by_literal", f"{sample}.by_sentence"),
        "10.1-a": (f"{sample}.Roll", f"{sample}.by_sentence"),
        "10.4-d": (f"{sample}.TABLE",),
    }


def test_tests_are_found_by_case_assertion_name_docstring_and_scenario(found: ClauseIndex) -> None:
    file = "tests/votes/test_sample.py"
    assert found.tests == {
        "4.5-a": (
            "tests/scenarios/one.yaml",
            f"{file}::test_by_assertion",
            f"{file}::test_by_name_10_1_a_4_5_a",
        ),
        "10.1-a": (f"{file}::TestGroup::test_by_docstring", f"{file}::test_by_name_10_1_a_4_5_a"),
        "10.4-d": (f"{file}::test_by_cases",),
    }


def test_source_without_tests_still_names_functions(tmp_path: Path) -> None:
    (tmp_path / "votes").mkdir()
    (tmp_path / "votes" / "sample.py").write_text(RULE, encoding="utf-8")
    found = find_carriers(tmp_path, KNOWN)
    assert found.tests == {}
    assert "4.5-a" in found.functions


def test_project_names_the_law_in_force() -> None:
    assert "members.procedure.rulebook.in_force" in clause_index().functions["11-a"]
    assert any("test_in_force" in name for name in clause_index().tests["11-a"])
