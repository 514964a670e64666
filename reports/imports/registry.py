"""Which kinds of import are there, and who may do them?"""

from collections.abc import Mapping

from members.models import LeadingGroup, User
from reports.imports.attendance import ATTENDANCE
from reports.imports.issues import ISSUES
from reports.imports.kinds import Kind
from reports.imports.past import PAST
from reports.imports.roster import ROSTER
from reports.imports.states import IMPORT

KINDS: Mapping[str, Kind] = {kind.code: kind for kind in (ROSTER, ISSUES, PAST, ATTENDANCE)}


def may_import(user: User, group: LeadingGroup, kind: Kind) -> bool:
    """Say whether somebody may import a kind: tables at all, and what the kind's own acts ask for."""
    return all(user.has_perm(power, group) for power in (IMPORT, *kind.powers))


def kinds_of(user: User, group: LeadingGroup) -> list[Kind]:
    """Return the kinds somebody may import."""
    return [kind for kind in KINDS.values() if may_import(user, group, kind)]
