"""How is a text circulated among the members, and with what result?"""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from members.models import Membership, User
from members.notifications import notify
from members.procedure.journal import advance
from members.procedure.record import uphold
from members.procedure.verdict import first_refusal
from reports.upward.actions.papers import DIGEST_SHOWN, ask_for_signature, end_round
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import Circulation, CirculationAnswer, round_under_way
from reports.upward.rules import adoption
from reports.upward.rules import papers as form_rules


def circulate_paper(
    paper: UpwardPaper, answer_by: date | None = None, *, by: User, at: datetime
) -> Circulation:
    """Send the text round all who should attend today, who answer on their own screens.

    Raises Refused ("circulation_not_for_persons", and what the form of the paper lacks); ValidationError
    ("already_circulating").  Clauses 3.3-b, 5.3-a.
    """
    with advance(paper, "circulate_paper", by=by, at=at) as act:
        act.ask(
            first_refusal(
                adoption.may_circulate(concerns_person=paper.concerns_person),
                form_rules.in_form(paper.draft()),
            )
        )
        day = localdate(at)
        seats = list(
            paper.group.memberships.in_office(day).select_related("user").prefetch_related("standings")
        )
        standing = {seat.pk: seat.standing_on(day) for seat in seats}
        sent_round = Circulation(
            paper=paper,
            started_by=by,
            started_at=at,
            answer_by=answer_by,
            text_sha256=paper.text_digest(),
            entitled=[seat.pk for seat in seats if standing[seat.pk] != "excluded"],
            barred=[seat.pk for seat in seats if standing[seat.pk]],
        )
        sent_round.save()
        act.facts["base"] = len(sent_round.entitled)
    asked = [seat for seat in seats if not standing[seat.pk]]
    _tell(paper, sent_round, asked, at)
    return sent_round


def _tell(paper: UpwardPaper, sent_round: Circulation, seats: list[Membership], at: datetime) -> None:
    for seat in seats:
        notify(
            seat.user,
            "upward_circulated",
            f"{sent_round.pk}",
            group=paper.group,
            subject=f"传阅征求意见：{paper.title}"[:200],
            url=reverse("reports:upward_detail", args=[paper.group.code, paper.pk]),
            at=at,
        )


def answer_circulation(
    paper: UpwardPaper, consents: bool, opinion: str = "", *, by: User, at: datetime
) -> CirculationAnswer:
    """Consent or object, for oneself and once; what the opinion says stays out of the journal.

    Raises Refused ("no_circulation", "not_a_member", "suspended", "already_answered").  Clause 3.3-b.
    """
    with advance(paper, "answer_circulation", by=by, at=at, consents=consents):
        sent_round = round_under_way(paper)
        if sent_round is None:
            uphold(adoption.by_circulation(None, paper.law.meeting))
        assert sent_round is not None
        seat = Membership.objects.filter(group=paper.group, user=by).in_office(localdate(at)).first()
        uphold(adoption.may_answer(sent_round.answerer(seat)))
        assert seat is not None
        answer = CirculationAnswer(
            circulation=sent_round, membership=seat, consents=consents, opinion=opinion.strip(), at=at
        )
        answer.save()
    return answer


def adopt_by_circulation(paper: UpwardPaper, *, by: User, at: datetime) -> UpwardPaper:
    """Take the text as adopted, when more than half of all who should attend consent and nobody objects.

    It releases the text and makes no decision of the group.
    Raises Refused ("no_circulation", "circulation_short", "circulation_objected", "circulated_another_text").
    Clauses 3.3-b, 5.3-a.
    """
    with transaction.atomic():
        with advance(paper, "adopt_by_circulation", by=by, at=at) as act:
            sent_round = round_under_way(paper)
            if sent_round is None:
                uphold(adoption.by_circulation(None, paper.law.meeting))
            assert sent_round is not None
            paper.adopted_item, paper.adopted_round = None, sent_round
            paper.adopted_on = localdate(at)
            paper.adoption_note = ""
            paper.adopted_sha256 = paper.text_digest()
            act.facts["digest"] = paper.adopted_sha256[:DIGEST_SHOWN]
            act.ask(paper.may_be_adopted())
        end_round(sent_round, Circulation.Outcome.ADOPTED, at)
    ask_for_signature(paper, at)
    return paper


def end_circulation(paper: UpwardPaper, *, by: User, at: datetime) -> UpwardPaper:
    """Stop a circulation that leads nowhere, for instance because somebody objects.  Clause 3.3-b."""
    with advance(paper, "end_circulation", by=by, at=at):
        sent_round = round_under_way(paper)
        if sent_round is None:
            uphold(adoption.by_circulation(None, paper.law.meeting))
        assert sent_round is not None
        end_round(sent_round, Circulation.Outcome.STOPPED, at)
    return paper
