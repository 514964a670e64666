"""Do the rules keep numbers of their own?  The law's stand in the rulebook, beside their clause."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.test_structure import ROOT, sources

ALLOWED = {
    ("members/rules/occasions.py", 13): "range(1, 13): the months of a year",
    (
        "members/rules/occasions.py",
        3,
    ): "how long a machine that slept makes up for what it did not tell; limits nobody",
    ("members/rules/workdays.py", 5): "Saturday",
    ("members/rules/workdays.py", 12): "December",
    ("votes/rules/majority.py", 2): "the formula as it is written down: 2 × approvals",
    ("study/rules/forecast.py", 60): "minutes of an hour",
    ("study/rules/frequency.py", 13): "range(1, 13): the months of a year",
    ("study/rules/quota.py", 12): "months of a year",
    ("reports/checks/rules/major_list.py", 2): "one sum alone is not split up",
    ("reports/checks/rules/repeated.py", 12): "months of a year",
    ("reports/forecast/rules/outlook.py", 2): "the third place of an order",
    ("reports/forecast/rules/months.py", 2): "the second half of a year",
    (
        "reports/imports/rules.py",
        20,
    ): "how many imports a body keeps open: care for the machine, no rule about people",
    (
        "reports/imports/rules.py",
        24,
    ): "how long a check of a file stays fresh: care for the data, no rule about people",
    ("reports/registers/rules.py", 5): "characters of a title that is looked for in texts",
    ("reports/responsibility/rules/balance.py", 2): "the second half of a year",
    ("reports/responsibility/rules/balance.py", 6): "June, the last month of the first half",
    ("reports/responsibility/rules/balance.py", 7): "July, the first month of the second half",
    ("reports/responsibility/rules/lists.py", 2): "the second half of a year",
    ("reports/responsibility/rules/lists.py", 7): "July, the first month of the second half",
    ("reports/upward/rules/papers.py", 60): "characters shown of a sentence",
}
"""Numbers that are neither law nor a limit of somebody's duty: file and number, and what the number is."""


STEPS = {"ONE", "ONE_DAY", "DAY", "HOUR", "MINUTE", "CATCH_UP", "FRESH"}
"""Names of steps in time; the last two stand on the list above."""


def rule_files() -> Iterator[Path]:
    return (path for path in sources() if "rules" in path.parts or path.name == "rules.py")


def numbers(tree: ast.AST) -> Iterator[float]:
    """Yield the numbers above 1, without those that only write a day of the calendar: date(year, 12, 31)."""
    days = {
        id(argument)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "date"
        for argument in call.args
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in {int, float} and id(node) not in days:
            value = node.value
            assert isinstance(value, int | float)
            if value > 1:
                yield value


def found() -> set[tuple[str, float]]:
    return {
        (str(path.relative_to(ROOT)), value)
        for path in rule_files()
        for value in numbers(ast.parse(path.read_text()))
    }


def test_rules_know_no_number_of_the_law() -> None:
    """Shares, periods and thresholds are read through the rulebook, where each has its clause and its basis."""
    assert found() - set(ALLOWED) == set()


def test_every_number_on_the_list_is_still_there() -> None:
    assert set(ALLOWED) - found() == set()


def test_no_limit_is_hidden_in_a_period() -> None:
    """A period of days has its number from the rulebook: timedelta(days=1) is a step to the next day, no limit."""
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in rule_files()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == "timedelta"
        and not {getattr(target, "id", "") for target in node.targets} <= STEPS
    ]
    assert hidden == []
