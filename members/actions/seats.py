"""Who takes and leaves a seat, who is suspended, and who is responsible for which field?"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from members.models import LeadingGroup, Membership, Portfolio, Post, Standing, Term, User
from members.models.office import running
from members.procedure.journal import demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.rulebook import NotInForce
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from members.rules import tenure

POWER = "members.manage_seats"


def lock_group(group: LeadingGroup) -> LeadingGroup:
    """Lock the body's row until the transaction ends: changes of its roster queue up here."""
    group.refresh_from_db(from_queryset=LeadingGroup._base_manager.select_for_update())
    return group


def term_on(group: LeadingGroup, day: date) -> Term:
    """Return the term of the government on the day.  Raises Refused ("no_term").  Clause N-c."""
    term = Term.objects.filter(running(day), group=group).first()
    if term is None:
        raise Refused(
            refuse("no_term", gettext_noop("There is no term of the government on that day."), "N-c")
        )
    return term


def seat_member(
    group: LeadingGroup,
    *,
    user: User,
    since: date,
    by: User,
    at: datetime,
    post: str = Post.MEMBER,
    term: Term | None = None,
    **more: Any,
) -> Membership:
    """Give a person a seat from a day on.

    term: unless given, the one of that day.  more: protocol_order, government_post, until, appointment_paper.
    Raises Refused: "seat_overlaps", "secretary_exists", "no_term".  Clause 4.4-a.
    """
    demand_power(POWER, by, group)
    with transaction.atomic():
        lock_group(group)
        seat = Membership(
            group=group, term=term or term_on(group, since), user=user, post=post, since=since, **more
        )
        seat.save()
        facts: dict[str, Any] = {"member": user.name, "post": str(post), "since": since.isoformat()}
        size = uphold(size_of(group, since))
        facts |= dict(size.figures) | ({"warned": [size.code]} if size.warned else {})
        enter(group, "seat_member", by=by, at=at, facts=facts)
    return seat


def size_of(group: LeadingGroup, on: date) -> Verdict:
    """Ask whether the group has a lawful and a usual size on a day; before its rules it is not asked.

    Clause 1-a.
    """
    try:
        law = group.rulebook(on=on).meeting
    except NotInForce:
        return allow()
    return tenure.size(Membership.objects.filter(group=group).in_office(on).count(), law)


def end_seat(seat: Membership, until: date, leaving_paper: str = "", *, by: User, at: datetime) -> Membership:
    """End a seat; `until` is the first day on which it is no longer held.  Clause 4.4-a."""
    demand_power(POWER, by, seat.group)
    with transaction.atomic():
        lock_group(seat.group)
        seat.refresh_from_db()
        before = seat.until
        seat.until, seat.leaving_paper = until, leaving_paper or seat.leaving_paper
        seat.save()
        facts = {"member": seat.name, "until": [str(before or ""), until.isoformat()], "paper": leaving_paper}
        enter(seat.group, "end_seat", by=by, at=at, facts=facts)
    return seat


def set_standing(
    seat: Membership,
    kind: str,
    since: date,
    paper: str = "",
    until: date | None = None,
    *,
    by: User,
    at: datetime,
) -> Standing:
    """Enter a suspension, or an exclusion by the superior's paper.

    kind: "suspended" | "excluded".  Raises Refused ("paper_required").  Clause 6.4-a.
    """
    demand_power(POWER, by, seat.group)
    with transaction.atomic():
        standing = Standing(membership=seat, kind=kind, since=since, until=until, paper=paper)
        standing.save()
        facts = {"member": seat.name, "kind": kind, "since": since.isoformat(), "paper": paper}
        enter(seat.group, "set_standing", by=by, at=at, facts=facts)
    return standing


def end_standing(standing: Standing, until: date, *, by: User, at: datetime) -> Standing:
    """End a suspension or exclusion; `until` is the first day without it."""
    group = standing.membership.group
    demand_power(POWER, by, group)
    with transaction.atomic():
        standing.until = until
        standing.save()
        facts = {"member": standing.membership.name, "kind": standing.kind, "until": until.isoformat()}
        enter(group, "end_standing", by=by, at=at, facts=facts)
    return standing


def add_portfolio(
    seat: Membership,
    field: str,
    since: date,
    paper: str = "",
    until: date | None = None,
    *,
    by: User,
    at: datetime,
) -> Portfolio:
    """Give a member a field of work.  Clause 3.3-a."""
    demand_power(POWER, by, seat.group)
    with transaction.atomic():
        portfolio = Portfolio(membership=seat, field=field, since=since, until=until, paper=paper)
        portfolio.save()
        facts = {"member": seat.name, "field": field, "since": since.isoformat()}
        enter(seat.group, "add_portfolio", by=by, at=at, facts=facts)
    return portfolio


def end_portfolio(portfolio: Portfolio, until: date, *, by: User, at: datetime) -> Portfolio:
    """Take a field of work away; `until` is the first day without it.  Clause 3.3-a."""
    group = portfolio.membership.group
    demand_power(POWER, by, group)
    with transaction.atomic():
        portfolio.until = until
        portfolio.save()
        facts = {
            "member": portfolio.membership.name,
            "field": portfolio.field,
            "until": until.isoformat(),
        }
        enter(group, "end_portfolio", by=by, at=at, facts=facts)
    return portfolio
