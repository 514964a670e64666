"""Are enough members here, is the order kept, and who has not spoken to whom?

Depends on the ground only.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn

SELF, CRITICISM, REPLY = "self_criticism", "criticism", "reply"


def quorum(present: int, base: int, law: YearParameters) -> Verdict:
    """Two thirds of those who should attend are present.  Clause 7.3-a."""
    needed = law.life_quorum.needed(base)
    if not law.life_quorum.met_by(present, base):
        return refuse(
            "quorum_not_met",
            gettext_noop("%(present)s of %(base)s members are here; at least %(needed)s are needed to open."),
            "7.3-a",
            present=present,
            base=base,
            needed=needed,
        )
    return allow(present=present, base=base, needed=needed)


def presiding(*, is_secretary: bool, authorised: bool) -> Verdict:
    """The secretary presides, or who is authorised to.  Clause 7.3-a."""
    if is_secretary or authorised:
        return allow()
    return refuse(
        "not_authorised_to_preside",
        gettext_noop("The secretary presides over the democratic-life meeting."),
        "7.3-a",
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What was said so far.

    opened_with_measures: whether last year's measures were presented, or there was no last round.
    present: seats in the room, in protocol order; secretary: the seat among them that heads the body.
    own: seats that have criticised themselves, in order.  given: (speaker, target) of criticisms.
    """

    opened_with_measures: bool
    present: tuple[int, ...]
    secretary: int | None
    own: tuple[int, ...] = ()
    given: Collection[tuple[int, int]] = field(default_factory=frozenset)


def may_speak(said: Said, kind: str, speaker: int, target: int | None) -> Verdict:
    """Last year's measures come first; who is criticised has criticised himself before; the secretary begins.

    Clauses 7.3-b, 7.4-b.
    """
    if speaker not in said.present:
        return refuse("not_present", gettext_noop("This member has not signed in."), "7.3-b")
    if not said.opened_with_measures:
        return refuse(
            "measures_first",
            gettext_noop("Begin with how last year's measures were carried out."),
            "7.4-b",
        )
    if kind == SELF:
        if not said.own and said.secretary is not None and speaker != said.secretary:
            return warn(
                "secretary_first",
                gettext_noop("The secretary generally begins with self-criticism."),
                "7.3-b",
            )
        return allow()
    if target is None or target == speaker:
        return refuse("target_missing", gettext_noop("Say whom the criticism is for."), "7.3-b")
    criticised = target if kind == CRITICISM else speaker
    if criticised not in said.own:
        return refuse(
            "self_criticism_first",
            gettext_noop("Self-criticism comes before the criticism of others."),
            "7.3-b",
        )
    return allow()


def holes(said: Said) -> tuple[list[int], list[tuple[int, int]]]:
    """Return who has not criticised himself, and which pairs (speaker, target) are empty.  Clause 7.3-b."""
    silent = [seat for seat in said.present if seat not in said.own]
    empty = [
        (speaker, target)
        for target in said.present
        for speaker in said.present
        if speaker != target and (speaker, target) not in said.given
    ]
    return silent, empty


def closing(said: Said, names: dict[int, str]) -> Verdict:
    """Closing tells whose self-criticism and whose criticism of others is missing; nobody present may stay silent.

    Clause 7.3-b.
    """
    silent, _empty = holes(said)
    if silent:
        return refuse(
            "self_criticism_missing",
            gettext_noop("No self-criticism yet: %(names)s"),
            "7.3-b",
            names=_named(silent, names),
        )
    without = [seat for seat in said.present if not any(speaker == seat for speaker, _target in said.given)]
    if without and len(said.present) > 1:
        return warn(
            "criticism_missing",
            gettext_noop("Criticised nobody: %(names)s"),
            "7.3-b",
            names=_named(without, names),
        )
    return allow()


def _named(seats: Iterable[int], names: dict[int, str]) -> str:
    return "、".join(names.get(seat, "?") for seat in seats)
