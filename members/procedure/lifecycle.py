"""Which act leads from which state to which, and by which power?  One table per kind of record.

Depends on nothing.  A table in code is reviewed like law; it is not a row an administrator may edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


@dataclass(frozen=True, slots=True)
class Transition:
    """One act.

    verb: name of the act ("open_meeting"), also the verb of its journal entry
    sources: states in which it may be done
    target: state it leads to; None leaves the state as it is (a self-loop)
    power: name in the matrix of powers; empty for what only the clock or an upper floor does, and for a step that
        a part takes within the act of its whole, which carries the power
    otherwise: code of the refusal in any other state
    clause: the clause that gives the act its place
    """

    verb: str
    sources: frozenset[str]
    target: str | None
    power: str = ""
    otherwise: str = "wrong_state"
    clause: str = ""


def step(
    verb: str,
    sources: str,
    target: str | None = None,
    *,
    power: str = "",
    otherwise: str = "wrong_state",
    clause: str = "",
) -> Transition:
    """Write a transition on one line; sources are separated by blanks."""
    return Transition(verb, frozenset(sources.split()), target, power, otherwise, clause)


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """All acts of one kind of record.

    finals: states that refuse any further saving, each with the code of that refusal
    initial: states a record may be created in, besides the default of its field
    """

    transitions: tuple[Transition, ...]
    finals: Mapping[str, str] = field(default_factory=dict)
    initial: frozenset[str] = frozenset()

    def transition(self, verb: str) -> Transition:
        """Return the act of that name; KeyError when the table has none."""
        for transition in self.transitions:
            if transition.verb == verb:
                return transition
        raise KeyError(verb)

    def admits(self, verb: str, state: str) -> Verdict:
        """Say whether the act may be done in this state."""
        transition = self.transition(verb)
        if state in transition.sources:
            return allow()
        code = self.finals.get(state, transition.otherwise)
        return refuse(code, REASONS.get(code, REASONS["wrong_state"]), transition.clause, state=state)


REASONS = {
    "wrong_state": gettext_noop("This cannot be done any more, or not yet, in the present state."),
    "archived": gettext_noop("The meeting is archived and sealed; nothing in it can be changed."),
    "meeting_not_open": gettext_noop("The meeting is not open."),
    "agenda_not_approved": gettext_noop("The secretary has not approved the agenda yet."),
    "item_not_started": gettext_noop("The item has not been started."),
    "vote_repeated": gettext_noop("The item has been decided at this meeting; it is not voted on again."),
    "vote_pending": gettext_noop("A vote on the item is still open."),
    "meeting_not_closed": gettext_noop("The meeting has not been closed."),
    "proposal_not_accepted": gettext_noop("The secretary has not accepted this topic."),
    "list_adopted": gettext_noop("An adopted version of the list is never edited; make a new one."),
    "vote_not_open": gettext_noop("The vote is not open yet."),
    "vote_closed": gettext_noop("The vote is closed."),
    "minutes_unsigned": gettext_noop("The minutes have not been signed."),
    "minutes_issued": gettext_noop("The minutes have been issued; they are not changed any more."),
    "vote_not_closed": gettext_noop("The vote has not been closed."),
    "discussion_not_closed": gettext_noop("The chair has not closed the discussion."),
    "leave_after_start": gettext_noop("Leave is asked for before the meeting; it has begun."),
    "notice_after_start": gettext_noop("The meeting has begun; notice is given before it."),
    "not_conveyed": gettext_noop("The document has not been conveyed yet."),
    "document_closed": gettext_noop("The document is closed; nothing about it is changed any more."),
    "reading_confirmed": gettext_noop("This reading has been confirmed."),
    "regulation_repealed": gettext_noop("The regulation is repealed; it is kept as it was."),
    "finding_cured": gettext_noop("The finding is cured; what was corrected may still be told."),
    "import_confirmed": gettext_noop("This import has been done; it is not done twice."),
    "import_discarded": gettext_noop("This import was discarded; send the file again."),
    "already_decided": gettext_noop("This request has been decided."),
    "recusal_decided": gettext_noop("This proposal has been decided."),
    "decision_not_pending": gettext_noop("This decision does not wait for the superior."),
    "row_struck": gettext_noop("This row was struck out; it is kept as it was."),
}
