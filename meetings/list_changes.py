"""What has changed between two versions of the list of major questions, and is a review due?"""

from dataclasses import dataclass
from datetime import date

from meetings.models import MajorIssueEntry, MajorIssueList
from members.pages import Words
from members.rules.occasions import years_after

COMPARED = (
    "category",
    "matter",
    "threshold_amount",
    "threshold_text",
    "pre_procedures",
    "materials",
    "deciding_body",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that differs: its label, before and after."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line that differs.  kind: "added" | "removed" | "changed"."""

    kind: str
    matter: str
    fields: tuple[FieldChange, ...] = ()


def changes_between(old: MajorIssueList, new: MajorIssueList) -> list[LineChange]:
    """Return the lines added, removed or changed; lines are matched by their matter, then by their place."""
    before = {line.matter: line for line in old.entries_of_list.all()}
    after = {line.matter: line for line in new.entries_of_list.all()}
    gone = {line.position: line for matter, line in before.items() if matter not in after}
    line_changes: list[LineChange] = []
    for matter, line in after.items():
        match = before.get(matter) or gone.pop(line.position, None)
        if match is None:
            line_changes.append(LineChange("added", matter))
        elif fields := _differences(match, line):
            line_changes.append(LineChange("changed", matter, fields))
    return line_changes + [LineChange("removed", line.matter) for line in gone.values()]


def _differences(old: MajorIssueEntry, new: MajorIssueEntry) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(MajorIssueEntry._meta.get_field(name).verbose_name, _value(old, name), _value(new, name))  # type: ignore[union-attr]  # plain fields only
        for name in COMPARED
        if getattr(old, name) != getattr(new, name)
    )


def _value(line: MajorIssueEntry, name: str) -> str:
    value = line.get_category_display() if name == "category" else getattr(line, name)
    return "" if value is None else str(value)


def review_due(current: MajorIssueList, on: date) -> bool:
    """Say whether the list in force is old enough to be looked through.  Clause 4.2-c."""
    law = current.group.rulebook_of_year(on.year, on)
    if law is None or current.effective_from is None:
        return False
    return years_after(current.effective_from, law.year.list_review_years) <= on
