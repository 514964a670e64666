"""Are enough members here, is the order kept, and who has not spoken to whom?

Depends on the ground only.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn

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
    read: absent seats whose written statement was read out.  left: seats that were in the room and have gone.
    """

    opened_with_measures: bool
    present: tuple[int, ...]
    secretary: int | None
    own: tuple[int, ...] = ()
    given: Collection[tuple[int, int]] = field(default_factory=frozenset)
    read: Collection[int] = ()
    left: tuple[int, ...] = ()


def on_the_day(planned_on: date | None, today: date) -> Verdict:
    """Members sign in on the day of the session, not before it and not afterwards.  Clause 7.3-a."""
    if planned_on == today:
        return allow()
    return refuse(
        "not_the_day",
        gettext_noop("Members sign in on the day of the session; the planned day is %(planned)s."),
        "7.3-a",
        planned=planned_on.isoformat() if planned_on is not None else "—",
    )


def recorded(*, has_recorder: bool) -> Verdict:
    """Somebody is named to record; without a recorder nobody can sign members in.  Clause 7.3-b."""
    if has_recorder:
        return allow()
    return warn("recorder_missing", gettext_noop("No recorder is named; name one."), "7.3-b")


def writing_down(*, own_words: bool, is_recorder: bool) -> Verdict:
    """A member writes down words of his own; the recorder of the session those of anybody.  Clause 7.3-b."""
    if own_words or is_recorder:
        return allow()
    return refuse(
        "proxy_not_allowed",
        gettext_noop("Only the recorder of the session writes down the words of others."),
        "7.3-b",
    )


def presenting(*, already: bool) -> Verdict:
    """Last year's measures are presented once, at the beginning.  Clause 7.4-b."""
    if already:
        return refuse(
            "measures_presented", gettext_noop("Last year's measures have been presented."), "7.4-b"
        )
    return allow()


def may_speak(record: Said, kind: str, speaker: int, target: int | None) -> Verdict:
    """Last year's measures come first; who is criticised has criticised himself before; the secretary begins.

    For an absent member the written statement, once read out, stands for the self-criticism.
    Clauses 7.3-a, 7.3-b, 7.4-b.
    """
    if speaker not in record.present:
        return refuse("not_present", gettext_noop("This member has not signed in."), "7.3-b")
    if not record.opened_with_measures:
        return refuse(
            "measures_first",
            gettext_noop("Begin with how last year's measures were carried out."),
            "7.4-b",
        )
    if kind == SELF:
        if not record.own and record.secretary is not None and speaker != record.secretary:
            return warn(
                "secretary_first",
                gettext_noop("The secretary generally begins with self-criticism."),
                "7.3-b",
            )
        return allow()
    if target is None or target == speaker:
        return refuse("target_missing", gettext_noop("Say whom the criticism is for."), "7.3-b")
    criticised = target if kind == CRITICISM else speaker
    if criticised not in record.own and criticised not in record.read:
        return refuse(
            "self_criticism_first",
            gettext_noop("Self-criticism comes before the criticism of others."),
            "7.3-b",
        )
    return allow()


def holes(record: Said) -> tuple[list[int], list[tuple[int, int]]]:
    """Return who has not criticised himself, and which pairs (speaker, target) are empty.  Clause 7.3-b."""
    silent = [seat for seat in record.present if seat not in record.own]
    empty = [
        (speaker, target)
        for target in record.present
        for speaker in record.present
        if speaker != target and (speaker, target) not in record.given
    ]
    return silent, empty


def closing(record: Said, names: dict[int, str]) -> Verdict:
    """Closing tells whose self-criticism, statement and criticism of others is missing; nobody present stays silent.

    Clauses 7.3-a, 7.3-b.
    """
    silent, empty = holes(record)
    if silent:
        return refuse(
            "self_criticism_missing",
            gettext_noop("No self-criticism yet: %(names)s"),
            "7.3-b",
            names=_named(silent, names),
        )
    without = [
        seat for seat in record.present if not any(speaker == seat for speaker, _target in record.given)
    ]
    return first_refusal(
        _criticised_nobody(without if len(record.present) > 1 else [], names),
        _not_everybody(len(empty), len(record.present) * (len(record.present) - 1)),
        _gone_silent([seat for seat in record.left if seat not in record.own], names),
        _unheard(
            [seat for seat in names if seat not in {*record.present, *record.left, *record.read}], names
        ),
    )


def _criticised_nobody(seats: Collection[int], names: dict[int, str]) -> Verdict:
    if not seats:
        return allow()
    return warn(
        "criticism_missing",
        gettext_noop("Criticised nobody: %(names)s"),
        "7.3-b",
        names=_named(seats, names),
    )


def _not_everybody(empty: int, pairs: int) -> Verdict:
    if not empty:
        return allow()
    return warn(
        "matrix_holes",
        gettext_noop("%(empty)s of %(pairs)s places in the matrix of criticism are empty."),
        "7.3-b",
        empty=empty,
        pairs=pairs,
    )


def _gone_silent(seats: Collection[int], names: dict[int, str]) -> Verdict:
    if not seats:
        return allow()
    return warn(
        "left_without_self_criticism",
        gettext_noop("Left without self-criticism: %(gone)s"),
        "7.3-b",
        gone=_named(seats, names),
    )


def _unheard(seats: Collection[int], names: dict[int, str]) -> Verdict:
    if not seats:
        return allow()
    return warn(
        "statement_missing",
        gettext_noop("Absent, and no written statement was read out: %(absent)s"),
        "7.3-a",
        absent=_named(seats, names),
    )


def telling(*, was_present: bool, told_on: date, held_on: date) -> Verdict:
    """Who was absent is told, after the session, what was said to him.  Clause 7.3-a."""
    if was_present:
        return refuse(
            "was_present", gettext_noop("This member was in the room; only the absent are told."), "7.3-a"
        )
    if told_on < held_on:
        return refuse("told_too_early", gettext_noop("The session was held later than that day."), "7.3-a")
    return allow()


def all_told(untold: Collection[str]) -> Verdict:
    """Every absent member has been told what was said.  Clause 7.3-a."""
    if not untold:
        return allow()
    return warn(
        "absent_not_told",
        gettext_noop("Absent and not yet told what was said: %(untold)s"),
        "7.3-a",
        untold="、".join(untold),
    )


def _named(seats: Iterable[int], names: dict[int, str]) -> str:
    return "、".join(names.get(seat, "?") for seat in seats)
