"""Which records belong to Party building, which to business, and which to one field of work?  Conditions for queries."""

from django.db.models import Q

from meetings.rules.work_lines import PARTY_BUILDING, PARTY_KINDS


def tagged(tag: str, prefix: str = "") -> Q:
    """Return the condition that a record carries a tag; prefix: the way from the row to what is tagged ("item__")."""
    return Q(**{f"{prefix}work_tags__icontains": f'"{tag}"'})


def of_line(line: str, prefix: str = "") -> Q:
    """Return the condition that an item belongs to a line of work; the same answer as `rules.work_lines.line_of`.

    Clause 4.3-a.
    """
    party = ~Q(**{f"{prefix}work_tags": []}) | Q(**{f"{prefix}kind__in": sorted(PARTY_KINDS)})
    return party if line == PARTY_BUILDING else ~party
