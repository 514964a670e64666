"""Which subjects of the half-year does an agenda item show?

Depends on the ground only.
"""

from collections.abc import Iterable

from meetings.rules.work_lines import line_of


def subjects_of(kind: str, tags: Iterable[str]) -> set[str]:
    """Return the fields of work of an item: its tags, its line of work, ideology for its own kind.

    Clauses 4.3-3, 4.3-a, 10.2-b.
    """
    known = list(tags)
    return {*known, line_of(kind, known), *(["ideology"] if kind == "ideological_guidance" else [])}
