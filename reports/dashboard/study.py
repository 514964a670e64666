"""How do hours and essays of each member stand against what the year asks?  The ledger, drawn.  Clauses 8.3-b, 8.3-c."""

from django.utils.translation import gettext as _

from members.charts.chart import Chart, Datum
from members.charts.forms import Bars, Line, Mark
from members.charts.ink import Tone
from reports.dashboard.facts import Facts
from reports.dashboard.words import counted, listed, of_all, sentence
from study.ledger import Row


def hours_tone(row: Row) -> Tone:
    """Return the tone of a member's hours: reached, still possible, out of reach, or nobody can say."""
    if row.hours.code == "not_assessable":
        return "neutral"
    if row.hours:
        return "good"
    return "warn" if row.outlook else "bad"


def essays_tone(row: Row, facts: Facts) -> Tone:
    """Return the tone of a member's essays: written, still to come, missing."""
    if row.essays and not row.essays.warned:
        return "good"
    return "warn" if row.essays.warned or facts.today.year <= facts.year else "bad"


def figure(row: Row, verdict: str, name: str) -> int:
    """Return one of the figures a rule used."""
    return int(getattr(row, verdict).figures.get(name, 0))


def hours(facts: Facts) -> Chart:
    """Return the minutes each member attended, with the line of half.  Clause 8.3-b."""
    url = listed(facts, "study:ledger_detail", year=facts.year)
    lines, rows = [], []
    for row in facts.book.rows:
        tone, needed = hours_tone(row), figure(row, "hours", "needed")
        says = sentence(row.seat.name, _("%(minutes)s minutes attended") % {"minutes": row.attended})
        rest = max(row.base - row.attended, 0)
        parts = [
            Mark(tone if tone != "neutral" else "info", str(row.attended), row.attended, url, says),
            Mark("neutral", "", rest, url, sentence(row.seat.name, _("%(minutes)s minutes not attended") % {"minutes": rest})),
        ]  # fmt: skip
        lines.append(Line(row.seat.name, parts, limit=needed or None, note=f"{row.percent}%"))
        rows.append(
            [
                Datum(row.seat.name),
                Datum(row.attended, url),
                Datum(row.base),
                Datum(needed),
                Datum(f"{row.percent}%"),
                Datum(_state(tone), tone=tone if tone in {"warn", "bad"} else ""),
            ]
        )
    short = sum(hours_tone(row) in {"warn", "bad"} for row in facts.book.rows)
    return Chart(
        key="hours",
        title=_("Study hours of each member"),
        lead=_("Minutes attended at counted studies; the broken line is half of the required time."),
        said=_("%(short)s of %(all)s members have not reached half of the required time.")
        % {"short": short, "all": len(rows)},
        drawing=Bars(lines),
        heads=[
            _("Member"),
            _("Minutes attended"),
            _("Minutes required"),
            _("Half of it"),
            _("Percent"),
            _("State"),
        ],
        rows=rows,
        legend={
            "good": _("half is reached"),
            "warn": _("not yet, still possible"),
            "bad": _("out of reach"),
            "neutral": _("not attended"),
        },
        clause="8.3-b",
        is_empty=not rows,
    )


def _state(tone: Tone) -> str:
    return {
        "good": _("half is reached"),
        "warn": _("not yet, still possible"),
        "bad": _("out of reach"),
        "neutral": _("nothing is required yet"),
        "info": "",
    }[tone]


def essays(facts: Facts) -> Chart:
    """Return the essays of each member, with the line of what is asked for.  Clause 8.3-c."""
    lines, rows = [], []
    for row in facts.book.rows:
        query = {"member": row.seat.user_id, "year": facts.year}
        accepted = listed(facts, "study:essay_list", **query, state="accepted")
        waiting = listed(facts, "study:essay_list", **query, state="submitted")
        needed = figure(row, "essays", "needed")
        tone = essays_tone(row, facts)
        text = _("accepted: %(number)s") % {"number": row.accepted}
        waits = _("under review: %(number)s") % {"number": row.waiting}
        parts = [
            Mark(tone, str(row.accepted), row.accepted, accepted, sentence(row.seat.name, text)),
            Mark("info", str(row.waiting), row.waiting, waiting, sentence(row.seat.name, waits)),
        ]
        lines.append(Line(row.seat.name, parts, limit=needed or None, note=f"{row.accepted}/{needed}"))
        rows.append(
            [
                Datum(row.seat.name),
                counted(row.accepted, accepted),
                counted(row.waiting, waiting),
                Datum(needed),
                Datum(of_all(row.accepted, needed), tone=tone if tone in {"warn", "bad"} else ""),
            ]
        )
    short = sum(essays_tone(row, facts) != "good" for row in facts.book.rows)
    return Chart(
        key="essays",
        title=_("Essays of each member"),
        lead=_("Accepted essays, and those under review; the broken line is what the year asks for."),
        said=_("%(short)s of %(all)s members still owe essays.") % {"short": short, "all": len(rows)},
        drawing=Bars(lines),
        heads=[_("Member"), _("Essays accepted"), _("Essays under review"), _("To be written"), _("Share")],
        rows=rows,
        legend={
            "good": _("accepted, enough"),
            "warn": _("accepted, more are to come"),
            "bad": _("accepted, too few"),
            "info": _("under review"),
        },
        clause="8.3-c",
        is_empty=not rows,
    )
