"""Who asks for a dossier, and what becomes of it: asked for, made by a worker, taken out, removed.

A worker claims a dossier for a while and gives a sign of life with each part it keeps.  If it dies, the claim lapses and
the next one goes on behind the last part; a worker that lost its claim keeps nothing any more.
"""

import secrets
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from meetings.models import AgendaItem, Meeting
from meetings.papers.words import titled
from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.dossier import plan
from reports.dossier.models import Dossier, DossierPart
from reports.dossier.shape import Planned
from reports.dossier.states import POWER, DossierState, Scope

LEASE = timedelta(seconds=settings.DELIVERY_LEASE_SECONDS)
MOST_ATTEMPTS = 3


class Lost(RuntimeError):
    """The claim has lapsed, and another worker makes the dossier."""


def request_year(
    group: LeadingGroup, year: int, *, by: User | None, at: datetime, claim: str = ""
) -> Dossier:
    """Ask for the dossier of a year; by None on the machine itself.  claim: of who makes it at once.

    Raises NotPermitted, Refused ("nothing_to_file").  Clause 6.5-m.
    """
    demand(group, by)
    dossier = Dossier(group=group, scope=Scope.YEAR, year=year, title=f"{group.name}{year}年卷宗")
    return _requested(dossier, plan.of_year(group, year), by, at, claim)


def request_meeting(meeting: Meeting, *, by: User | None, at: datetime, claim: str = "") -> Dossier:
    """Ask for the dossier of a meeting that is over.  Raises NotPermitted, Refused.  Clause 6.5-m."""
    group = meeting.group
    demand(group, by)
    planned = plan.of_meeting(meeting) if meeting.state in plan.OVER else []
    dossier = Dossier(group=group, scope=Scope.MEETING, meeting=meeting, title=f"{meeting.title}卷宗")
    return _requested(dossier, planned, by, at, claim)


def request_matter(item: AgendaItem, *, by: User | None, at: datetime, claim: str = "") -> Dossier:
    """Ask for the dossier of a matter: the item, and what reconsidered it.  Raises NotPermitted, Refused."""
    group = item.meeting.group
    demand(group, by)
    dossier = Dossier(group=group, scope=Scope.MATTER, matter=item, title=f"{titled(item)[:200]}卷宗")
    return _requested(dossier, plan.of_matter(item), by, at, claim)


def demand(group: LeadingGroup, by: User | None) -> None:
    """Let pass who may have dossiers of a body made.  Raises NotPermitted."""
    if by is not None:
        demand_power(POWER, by, group)


def _requested(
    dossier: Dossier, planned: list[Planned], by: User | None, at: datetime, claim: str
) -> Dossier:
    dossier.plan = [row.stored() for row in planned]
    dossier.requested_by, dossier.requested_at = by, at
    if claim:
        dossier.claim, dossier.claimed_until = claim, at + LEASE
    with transaction.atomic():
        dossier.save()
        facts = {"title": dossier.title}
        enter(dossier, "request_dossier", by=by, at=at, after=dossier.state, facts=facts)
    return dossier


# ---- what a worker does ------------------------------------------------------------------------------------


def claim_next(at: datetime) -> Dossier | None:
    """Take the next dossier that nobody is making, for a while; None when there is none (two queries)."""
    with transaction.atomic():
        rows = Dossier.objects.free(at)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        dossier = rows.first()
        if dossier is None:
            return None
        dossier.claim, dossier.claimed_until = secrets.token_hex(16), at + LEASE
        dossier.attempts += 1
        dossier.save()
    if dossier.attempts > MOST_ATTEMPTS:
        fail_dossier(dossier, "given_up", at=at)
        return claim_next(at)
    return dossier


def held(dossier: Dossier) -> Dossier:
    """Lock a dossier and return it afresh, if it is still ours to make.  Raises Lost."""
    dossiers = Dossier._base_manager.select_for_update().get(pk=dossier.pk)
    if dossiers.claim != dossier.claim or dossiers.state not in (DossierState.REQUESTED, DossierState.MAKING):
        raise Lost(str(dossier.pk))
    return dossiers


def begin_dossier(dossier: Dossier, *, at: datetime) -> None:
    """Enter that it is being made; a second time nothing.  Raises Lost."""
    with transaction.atomic():
        if held(dossier).state == DossierState.REQUESTED:
            with advance(dossier, "begin_dossier", by=None, at=at):
                pass


def keep_part(dossier: Dossier, part: DossierPart, *, at: datetime) -> None:
    """Keep a part and renew the claim.  Raises Lost: then the part is another worker's."""
    with transaction.atomic():
        result = held(dossier)
        part.save()
        result.claimed_until, result.attempts = at + LEASE, 0
        result.save()


def renew(dossier: Dossier, *, at: datetime) -> None:
    """Give a sign of life.  Raises Lost."""
    with transaction.atomic():
        result = held(dossier)
        result.claimed_until = at + LEASE
        result.save()


def release(dossier: Dossier, *, at: datetime) -> None:
    """Let the next worker go on; at: from when on."""
    with transaction.atomic():
        result = held(dossier)
        result.claim, result.claimed_until = "", at
        result.save()


def finish_dossier(dossier: Dossier, draft: Path, *, at: datetime, **known: object) -> None:
    """Offer the checked package; known: size, sha256, latest, report.  Its parts are not needed any more.

    Raises Lost.
    """
    with transaction.atomic():
        held(dossier)
        with advance(dossier, "finish_dossier", by=None, at=at, sha256=str(known["sha256"])):
            for name, value in known.items():
                setattr(dossier, name, value)
            dossier.ready_at, dossier.claim, dossier.claimed_until = at, "", None
            draft.replace(dossier.file)
    shutil.rmtree(dossier.place, ignore_errors=True)


def fail_dossier(dossier: Dossier, code: str, *, at: datetime, **facts: object) -> None:
    """Say that it could not be made, and why (a code).  Raises Lost."""
    with transaction.atomic():
        held(dossier)
        with advance(dossier, "fail_dossier", by=None, at=at, code=code, **facts):
            dossier.report = {"code": code, **facts}
            dossier.claim, dossier.claimed_until = "", None


# ---- what people do ----------------------------------------------------------------------------------------


def retry_dossier(dossier: Dossier, *, by: User, at: datetime) -> Dossier:
    """Have a dossier that failed made again; the parts that are kept stay.  Raises NotPermitted, Refused."""
    with advance(dossier, "retry_dossier", by=by, at=at):
        dossier.report, dossier.attempts, dossier.claimed_until = {}, 0, None
    return dossier


def take_out(dossier: Dossier, *, by: User | None, at: datetime) -> Path:
    """Enter that a dossier is taken out; return where it lies.  by None on the machine itself.

    Raises NotPermitted, Refused ("wrong_state", "dossier_gone").  Clause 6.5-m.
    """
    facts = {"sha256": dossier.sha256}
    if not dossier.file.exists():
        uphold(
            refuse("dossier_gone", gettext_noop("The file of this dossier is not there any more."), "6.5-m")
        )
    if by is None:
        enter(dossier, "download_dossier", by=None, at=at, facts=facts)
        return dossier.file
    with advance(dossier, "download_dossier", by=by, at=at, **facts):
        pass
    return dossier.file


def remove_dossier(dossier: Dossier, *, by: User | None, at: datetime) -> Dossier:
    """Remove the file; that there was one stays on record.  by None: its days are over.  Raises NotPermitted, Refused."""
    with advance(dossier, "expire_dossier" if by is None else "remove_dossier", by=by, at=at):
        pass
    dossier.file.unlink(missing_ok=True)
    shutil.rmtree(dossier.place, ignore_errors=True)
    return dossier


def clear_dossiers(at: datetime, days: int) -> int:
    """Remove the files of dossiers that were finished, or failed, so many days ago; return how many."""
    before = at - timedelta(days=days)
    over = (DossierState.READY, DossierState.FAILED)
    old = Dossier.objects.filter(state__in=over, requested_at__lt=before).order_by("pk")
    result = [row for row in old if (row.ready_at or row.requested_at) < before]
    for dossier in result:
        remove_dossier(dossier, by=None, at=at)
    return len(result)
