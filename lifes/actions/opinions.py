"""How are opinions sought, taken in without a trace of who sent them, sorted and fed back?"""

import random
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from lifes.models import Opinion, OpinionForm, OpinionSolicitation
from lifes.models.gathering import random_key
from lifes.states import ROUND, RoundState
from members.models import LeadingGroup, Membership, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


def begin_round(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> OpinionSolicitation:
    """Prepare a round of seeking opinions.  Clauses 7.2-a, 10.1-b."""
    demand_power("lifes.prepare", by, group)
    with transaction.atomic():
        round_ = OpinionSolicitation(group=group, **fields)
        round_.save()
        enter(round_, "begin_round", by=by, at=at, after=round_.state)
    return round_


def edit_round(round_: OpinionSolicitation, *, by: User, at: datetime, **fields: Any) -> OpinionSolicitation:
    """Change a round that is not open yet."""
    with advance(round_, "edit_round", by=by, at=at):
        for name, value in fields.items():
            setattr(round_, name, value)
    return round_


def open_round(round_: OpinionSolicitation, *, by: User, at: datetime) -> OpinionSolicitation:
    """Open a round; its form can be filled in from now on.  Clause 7.2-a."""
    with advance(round_, "open_round", by=by, at=at):
        round_.opened_on = localdate(at)
    return round_


def close_round(round_: OpinionSolicitation, *, by: User, at: datetime) -> OpinionSolicitation:
    """Close a round; only now can its forms be read.  Clause 7.2-a."""
    with advance(round_, "close_round", by=by, at=at) as act:
        round_.closed_on = localdate(at)
        act.facts["forms_back"] = round_.forms.count()
        act.facts["sent"] = round_.forms_sent
    return round_


def taking_in(round_: OpinionSolicitation, day: date) -> Verdict:
    """Say whether a form can still be sent.  Clause 7.2-a."""
    if round_.state != RoundState.OPEN or (round_.due_on is not None and day > round_.due_on):
        return refuse("round_closed", gettext_noop("Opinions are not taken in any more."), "7.2-a")
    if round_.is_full:
        return refuse("round_full", gettext_noop("As many forms have come back as were handed out."), "7.2-a")
    return allow()


def take_in(round_: OpinionSolicitation, *, day: date, sender: User | None = None, **said: Any) -> None:
    """Take in a form.  Of an anonymous round nothing tells who sent it, nor in which order they came.

    day: the day only.  sender: for a round that is not anonymous.  No entry is written, no time kept, and all forms of
    the round are written anew under one transaction in a random order, so that neither keys nor places nor transaction
    numbers tell them apart.  What the host's proxy logs is the host's to leave out (docs/administration.md).
    Raises Refused ("round_closed", "round_full").  Clause 7.2-a.
    """
    with transaction.atomic():
        locked = OpinionSolicitation._base_manager.select_for_update().get(pk=round_.pk)
        uphold(taking_in(locked, day))
        form = OpinionForm(
            id=random_key(),
            round=locked,
            is_anonymous=locked.is_anonymous,
            sender=None if locked.is_anonymous else sender,
            day=day,
            **said,
        )
        form.full_clean(validate_unique=False)
        pool = [*locked.forms.all(), form]
        shuffle(pool)
        locked.forms.all().delete()
        OpinionForm.objects.bulk_create(pool)


def shuffle(pool: "list[OpinionForm]") -> None:
    """Bring forms into an order nobody can foresee."""
    random.Random(secrets.randbits(256)).shuffle(pool)  # noqa: S311  (seeded by the system's own source)


def answer_round(round_: OpinionSolicitation, *, by: User, at: datetime, **said: Any) -> None:
    """Answer a round that is not anonymous, with one's name, once.  Clause 7.2-a.

    Raises Refused ("anonymous_round", "already_answered").
    """
    demand_power(ROUND.transition("answer_round").power, by, round_)
    if round_.is_anonymous:
        raise Refused(
            refuse(
                "anonymous_round", gettext_noop("This round takes no names; use its open address."), "7.2-a"
            )
        )
    with transaction.atomic():
        locked = OpinionSolicitation._base_manager.select_for_update().get(pk=round_.pk)
        if locked.forms.filter(sender=by).exists():
            raise Refused(
                refuse("already_answered", gettext_noop("You have answered this round already."), "7.2-a")
            )
        take_in(round_, day=localdate(at), sender=by, **said)


def enter_form(round_: OpinionSolicitation, *, by: User, at: datetime, **said: Any) -> None:
    """Enter a form that came back on paper, or an opinion voiced at a forum.  Clause 7.2-a."""
    demand_power(ROUND.transition("enter_form").power, by, round_)
    take_in(round_, day=localdate(at), on_paper=True, **said)


def sort_opinion(
    round_: OpinionSolicitation,
    text: str,
    about: Membership | None,
    taken_from: int | None = None,
    *,
    by: User,
    at: datetime,
) -> Opinion:
    """Write an opinion down for whom it concerns: the body, or a member; a form may be split.  Clause 7.2-a.

    taken_from: the key of the form.
    """
    with advance(round_, "sort_opinion", by=by, at=at, about=str(about or "")):
        if about is not None and about.group_id != round_.group_id:
            raise Refused(refuse("other_body", gettext_noop("This belongs to another body."), "7.2-a"))
        opinion = Opinion(round=round_, text=text, about=about, taken_from=taken_from)
        opinion.save()
    return opinion


def feed_back(round_: OpinionSolicitation, *, by: User, at: datetime) -> int:
    """Feed all sorted opinions back to whom they concern; return how many.  Clause 7.2-a."""
    with advance(round_, "feed_back", by=by, at=at) as act:
        waiting = list(round_.opinions.filter(fed_back_at__isnull=True).select_related("about__user"))
        for opinion in waiting:
            opinion.fed_back_at = at
            opinion.save()
        act.facts["fed_back"] = len(waiting)
    _tell(round_, waiting, at)
    return len(waiting)


def _tell(round_: OpinionSolicitation, opinions: Sequence[Opinion], at: datetime) -> None:
    for seat in {opinion.about for opinion in opinions if opinion.about is not None}:
        notify(
            seat.user,
            "opinions_fed_back",
            f"{round_.pk}@{at.isoformat()}",
            group=round_.group,
            subject=f"征求到的意见已反馈：{round_.title}"[:200],
            url=reverse("lifes:opinion_list", args=[round_.group.code]),
            at=at,
        )
