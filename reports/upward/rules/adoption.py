"""Has a text been adopted, by a meeting or by circulation, and is it still the same when it is signed?

Depends on the ground only.  A circulation releases a text; it is never a decision of the group.
"""

from dataclasses import dataclass
from datetime import datetime

from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


@dataclass(frozen=True, slots=True)
class Round:
    """A circulation so far.

    base: all who should attend; consents, objections: answers given.  same_text: the text is the one that was sent
    round.  concerns_person: the matter is one of personnel or discipline.
    """

    base: int
    consents: int
    objections: int
    same_text: bool = True
    concerns_person: bool = False


@dataclass(frozen=True, slots=True)
class Answerer:
    """Somebody who would answer a circulation."""

    is_member: bool
    is_barred: bool = False
    has_answered: bool = False


def may_circulate(*, concerns_person: bool) -> Verdict:
    """Matters of personnel and discipline are decided in a meeting; their papers are not sent round.

    Clause 3.3-b.
    """
    if concerns_person:
        return refuse(
            "circulation_not_for_persons",
            gettext_noop("Matters of personnel and discipline go to a meeting, not round the members."),
            "3.3-b",
        )
    return allow()


def may_answer(who: Answerer) -> Verdict:
    """Each member in good standing answers once, for himself.

    Clause 3.3-b.
    """
    if not who.is_member:
        return refuse("not_a_member", gettext_noop("This person is not a member of the group."), "3.3-b")
    if who.is_barred:
        return refuse("suspended", gettext_noop("A suspended member does not take part."), "3.3-b")
    if who.has_answered:
        return refuse("already_answered", gettext_noop("You have answered this circulation."), "3.3-b")
    return allow()


def by_circulation(sent_round: Round | None, law: MeetingParameters) -> Verdict:
    """A text sent round is adopted when more than half of all who should attend consent and nobody objects.

    The share is that of a vote, for a circulation must not be the easier way; one objection ends it, for what is
    disputed is discussed together.  Clauses 3.3-b, 5.3-a.
    """
    if sent_round is None:
        return refuse("no_circulation", gettext_noop("The paper is not being circulated."), "3.3-b")
    if sent_round.concerns_person:
        return may_circulate(concerns_person=True)
    if not sent_round.same_text:
        return refuse(
            "circulated_another_text",
            gettext_noop("The text was changed after it was sent round: send it round again."),
            "3.3-b",
        )
    if sent_round.objections:
        return refuse(
            "circulation_objected",
            gettext_noop("%(objections)s of the members object: the matter goes to a meeting."),
            "3.3-b",
            objections=sent_round.objections,
        )
    needed = law.pass_rule.needed(sent_round.base)
    figures = {"consents": sent_round.consents, "base": sent_round.base, "needed": needed}
    if law.pass_rule.met_by(sent_round.consents, sent_round.base):
        return allow(**figures)
    return refuse(
        "circulation_short",
        gettext_noop("%(consents)s of %(base)s who should attend have consented; %(needed)s are needed."),
        "5.3-a",
        **figures,
    )


def by_meeting(*, decided: bool) -> Verdict:
    """A text is adopted by an item of the agenda when the item was carried.

    Clauses 4.2-a1, 6.1-c.
    """
    if decided:
        return allow()
    return refuse(
        "item_not_decided",
        gettext_noop("Name the item by which a meeting of this group decided on the paper."),
        "4.2-a1",
    )


def text_after_meeting(changed_at: datetime, decided_at: datetime | None, note: str) -> Verdict:
    """A text changed after the meeting is adopted with a note of what was changed; without one this is told.

    Clause 6.1-c.
    """
    if decided_at is None or changed_at <= decided_at or note.strip():
        return allow()
    return warn(
        "text_after_meeting",
        gettext_noop("The text was changed after the meeting decided on it; note what was changed."),
        "6.1-c",
        changed=changed_at.isoformat(),
    )


def unchanged(adopted: str, now: str) -> Verdict:
    """What is signed is what was adopted, to the letter, papers enclosed.  adopted, now: digests.

    Clause 6.1-c.
    """
    if adopted == now:
        return allow()
    return refuse(
        "changed_after_adoption",
        gettext_noop("The text was changed after it was adopted: have it adopted again."),
        "6.1-c",
    )


def signature(opinion: str, *, was_recused: bool) -> Verdict:
    """A paper for the superior is signed with an opinion; a signer who was recused from the item is told so.

    Clause 4.4-d.
    """
    if not opinion.strip():
        return refuse("opinion_required", gettext_noop("Who signs writes an opinion."), "4.4-d")
    if was_recused:
        return warn(
            "signer_was_recused",
            gettext_noop("The signer was recused from the item by which the paper was adopted."),
            "4.4-d",
        )
    return allow()
