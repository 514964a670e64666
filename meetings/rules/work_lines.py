"""Is a matter Party building or business?  Read from its tags and its kind, never typed in by itself.

Depends on nothing.
"""

from collections.abc import Collection

BUSINESS = "business"
PARTY_BUILDING = "party_building"

PARTY_KINDS = frozenset({"first_topic", "theory_study", "party_building", "ideological_guidance"})
"""Kinds that are Party building by what they are, tagged or not (clauses 4.3-2, 4.3-3, 6.1-a, 6.1-e)."""


def line_of(kind: str, tags: Collection[str]) -> str:
    """Return the line of work: a tag, or a kind that is Party building, makes it that; everything else is business.

    Clauses 4.3-a, 4.3-1, 4.3-4, 4.3-5.
    """
    return PARTY_BUILDING if tags or kind in PARTY_KINDS else BUSINESS
