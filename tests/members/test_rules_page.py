"""The rules page: word for word, every clause once, honest about what carries it."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.utils import translation

from members import rules_words
from members.checks import check_rulebooks, faults
from members.clause_index import ClauseIndex
from members.management.commands import clauses
from members.management.commands.clauses import table, uncarried, untried
from members.procedure.parameters import MeetingParameters, ReminderParameters, YearParameters
from members.procedure.reading import keys
from members.procedure.rulebook import BOOKS, Parameter, RuleBook, book
from members.rules_page import Standing, count_standings, explain, lay_out

NOTHING = ClauseIndex({}, {})

# Put together, so that these cases are not taken for tests of the clauses themselves.
DUE = "6.4" + "-a"
OTHER = "8.3" + "-b"


@pytest.fixture
def rules() -> RuleBook:
    return book("work-rules-2024")


def standing(rules: RuleBook, found: ClauseIndex, clause: str) -> Standing:
    return next(row.standing for row in explain(rules, found) if row.clause.id == clause)


def test_every_clause_stands_once_below_the_paragraph_it_quotes(rules: RuleBook) -> None:
    shown = []
    for article in lay_out(rules, NOTHING):
        for paragraph in article.paragraphs:
            shown += [row.clause for row in paragraph.clauses]
            assert all(row.clause.text in paragraph.text for row in paragraph.clauses)
    assert sorted(clause.id for clause in shown) == sorted(clause.id for clause in rules.clauses)


def test_text_is_laid_out_whole(rules: RuleBook) -> None:
    articles = lay_out(rules, NOTHING)
    assert [article.name for article in articles] == ["N", *map(str, range(1, 12))]
    assert [p.text for p in articles[0].paragraphs] == list(rules.notice)
    assert [p.text for article in articles[1:] for p in article.paragraphs] == [
        text for article in rules.articles for text in article.paragraphs
    ]
    assert articles[6].heading == "第六条"


def test_parameter_stands_at_its_clause(rules: RuleBook) -> None:
    rows = {row.clause.id: row for row in explain(rules, NOTHING)}
    assert sum(len(row.parameters) for row in rows.values()) == len(rules.parameters)
    assert rules.parameter("quorum_personnel") in rows[rules.parameter("quorum_personnel").clause].parameters


def test_standing_says_what_is_there(rules: RuleBook) -> None:
    function = ClauseIndex({DUE: ("f",), OTHER: ("g",)}, {OTHER: ("t",)})
    assert standing(rules, NOTHING, "2-a") is Standing.NONE
    assert standing(rules, NOTHING, DUE) is Standing.MISSING
    assert standing(rules, function, DUE) is Standing.UNTRIED
    assert standing(rules, function, OTHER) is Standing.CARRIED


def test_standings_add_up(rules: RuleBook) -> None:
    counts = count_standings(lay_out(rules, NOTHING))
    assert sum(counts.values()) == len(rules.clauses)
    assert counts["none"] == 6


@pytest.mark.parametrize("key", [*keys(MeetingParameters), *keys(YearParameters), *keys(ReminderParameters)])
def test_parameter_has_words(rules: RuleBook, key: str) -> None:
    assert rules_words.value_in_words(rules.parameter(key))
    assert rules_words.PARAMETERS[key]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("personnel_stances", "Approve, Oppose, Defer, Abstain"),
        ("two_thirds_kinds", "Appointment, Removal, Recommendation, Discipline of a Party member"),
        ("status_excluded_from_base", "None"),
        ("group_size_usual", "3–11"),
        ("study_ratio", "1/2"),
        ("annual_report_due", "12-31"),
        ("research_max_escorts", "Not limited"),
        ("proxy", "No"),
        ("notice_lead_hours", "24"),
    ],
)
def test_value_is_said_in_words(rules: RuleBook, key: str, said: str) -> None:
    with translation.override("en"):
        assert rules_words.value_in_words(rules.parameter(key)) == said


def test_every_choice_has_words(rules: RuleBook) -> None:
    chosen = {
        value
        for parameter in rules.parameters
        for value in (parameter.value if isinstance(parameter.value, frozenset) else [parameter.value])
        if isinstance(value, str)
    }
    assert chosen <= set(rules_words.WORDS)
    assert set(rules_words.STANDINGS) == set(rules_words.TONES) == {one.value for one in Standing}


def test_clause_shows_what_carries_it(rules: RuleBook) -> None:
    found = ClauseIndex({DUE: ("votes.rules.f",)}, {DUE: ("tests/test_f.py::test_f",)})
    row = next(row for row in explain(rules, found) if row.clause.id == DUE)
    html = render_to_string("members/_rulebook_clause.html", {"row": row})
    for part in (
        f'id="clause-{DUE}"',
        row.clause.text,
        "votes.rules.f",
        "test_f.py::test_f",
        "quorum_ordinary",
    ):
        assert part in html


def test_parameter_text_is_escaped() -> None:
    parameter = Parameter("proxy", False, "6.5-d", "local_choice", "<b>")
    assert "<b>" not in render_to_string("members/_rulebook_parameters.html", {"parameters": [parameter]})


# ---- the command and the check -----------------------------------------------------------------------


def test_table_has_a_line_for_every_clause_and_carrier(rules: RuleBook) -> None:
    found = ClauseIndex({DUE: ("votes.rules.f",)}, {DUE: ("tests/test_f.py::test_f",)})
    lines = list(table(explain(rules, found)))
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [c.id for c in rules.clauses]
    assert [line.split() for line in lines if line.startswith(" ")] == [
        ["function", "votes.rules.f"],
        ["test", "tests/test_f.py::test_f"],
    ]


def test_uncarried_are_those_that_need_software(rules: RuleBook) -> None:
    due = {clause.id: ("f",) for clause in rules.clauses if clause.software}
    assert uncarried(explain(rules, ClauseIndex(due, {}))) == []
    assert uncarried(explain(rules, NOTHING)) == list(due)


def test_untried_are_those_with_a_function_and_no_test(rules: RuleBook) -> None:
    tests = {DUE: ("tests/test_f.py::test_f",)}
    assert untried(explain(rules, ClauseIndex({DUE: ("f",)}, {}))) == [DUE]
    assert untried(explain(rules, ClauseIndex({DUE: ("f",)}, tests))) == []
    assert untried(explain(rules, NOTHING)) == []


@pytest.mark.parametrize(
    ("functions", "tests", "fails"),
    [(True, True, False), (True, False, True), (False, False, True)],
)
def test_strict_fails_for_a_clause_without_function_or_without_test(
    rules: RuleBook, monkeypatch: pytest.MonkeyPatch, functions: bool, tests: bool, fails: bool
) -> None:
    software = {clause.id: ("one",) for clause in rules.clauses if clause.software}
    found = ClauseIndex(software if functions else {}, software if tests else {})
    monkeypatch.setattr(clauses, "clause_index", lambda: found)
    call_command("clauses", stdout=StringIO(), skip_checks=True)
    if fails:
        with pytest.raises(CommandError):
            call_command("clauses", "--strict", stdout=StringIO(), skip_checks=True)
    else:
        call_command("clauses", "--strict", stdout=StringIO(), skip_checks=True)


def test_command_prints_the_project() -> None:
    out = StringIO()
    call_command("clauses", stdout=out, skip_checks=True)
    assert "members.procedure.rulebook.in_force" in out.getvalue()


def test_command_refuses_an_unknown_book() -> None:
    with pytest.raises(CommandError):
        call_command("clauses", "--book", "none", skip_checks=True)


def test_check_passes_for_the_shelf() -> None:
    assert check_rulebooks() == []


def test_check_names_a_broken_book(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("key = 1", encoding="utf-8")
    (tmp_path / "work-rules-2024.toml").write_bytes((BOOKS / "work-rules-2024.toml").read_bytes())
    assert [(error.id, "bad.toml" in error.msg) for error in faults(tmp_path)] == [("members.E002", True)]


def test_check_refuses_an_empty_shelf(tmp_path: Path) -> None:
    assert [error.id for error in faults(tmp_path)] == ["members.E001"]


def test_day_of_issue_is_before_the_first_day_in_force(rules: RuleBook) -> None:
    assert rules.issued_on < rules.effective_from == date(2024, 11, 1)
