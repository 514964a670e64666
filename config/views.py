"""Who may do what?  The matrix of powers, to be read: one line a power, one column a role."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_GET

from config.offices import anybody
from config.permissions import MATRIX, Power
from meetings.models import SupervisionTask
from members.access import BodyRequest, in_body
from members.models import Membership, Post, StaffRole
from members.permissions import Office

SEATS = tuple(Post)
ROLES = tuple(StaffRole.Role)


@dataclass(frozen=True, slots=True)
class Delegate(Office):
    """A member to whom the secretary has given every power that can be given."""

    def delegated(self, power: str) -> bool:
        """Say yes: the sample has it by authorisation."""
        return self.seat is not None


@dataclass(frozen=True, slots=True)
class Sample(Office):
    """A member to whom nothing has been given."""

    def delegated(self, power: str) -> bool:
        """Say whether the office itself carries the power."""
        return self.is_secretary


@dataclass(frozen=True, slots=True)
class Line:
    """One power: its label, clause, and a mark a column: yes | own | law | no.

    own: for one's own things, or by authorisation.  law: the rules themselves say who may.
    """

    label: str | Promise
    clause: str
    marks: tuple[str, ...]


def mark(power: Power, kind: type[Sample], seat: Membership | None, roles: frozenset[str], day: date) -> str:
    """Return what a role may, over a thing of nobody's and over one's own."""
    if power.holds is anybody:
        return "law"
    if power.holds(kind(seat, roles, day), None):
        return "yes"
    # The samples are unsaved: the task's member is nobody's key (None), its unit the sample's account (0).
    return "own" if power.holds(Delegate(seat, roles, day), SupervisionTask(unit_user_id=0)) else "no"


def line(power: Power, day: date) -> Line:
    """Return the line of one power."""
    seats = [mark(power, Sample, Membership(post=post, since=day), frozenset(), day) for post in SEATS]
    roles = [mark(power, Sample, None, frozenset({role.value}), day) for role in ROLES]
    return Line(power.label, power.clause, (*seats, *roles))


@require_GET
@in_body
def power_detail(request: BodyRequest) -> HttpResponse:
    """Show the whole matrix."""
    heads = [choice.label for choice in (*SEATS, *ROLES)]
    areas: dict[str, list[Line]] = {}
    for name, power in MATRIX.items():
        areas.setdefault(name.split(".")[0], []).append(line(power, request.today))
    return render(request, "members/power_detail.html", {"heads": heads, "areas": areas})
