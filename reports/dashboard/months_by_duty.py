"""Which duty was kept in which month?  Twelve months by duty, each cell with the records it was counted from."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meetings.rules.missing import months_missing
from meetings.rules.reminding import Month
from meetings.states import TaskState
from members.charts.chart import Chart, Datum
from members.charts.forms import Line, Mark, Strip
from members.charts.ink import Tone
from reports.dashboard import meeting_verdicts
from reports.dashboard.facts import MONTHS, Facts, Met, span
from reports.dashboard.words import address, column, columns, of_all, of_month, sentence

Cell = tuple[Mark, Datum]
NOTHING: Cell = (Mark("neutral"), Datum(None))


def chart(facts: Facts) -> Chart:
    """Return the year as a strip of twelve months.  Clauses 6.1-a, 6.2-b, 6.3-c, 6.4-c, 6.5-i, 6.5-l, 8.1-a."""
    named = [(name, [cell(month) for month in MONTHS]) for name, cell in _duties(facts)]
    lines = [Line(name, [mark for mark, _datum in cells]) for name, cells in named]
    rows = [[Datum(name), *(datum for _mark, datum in cells)] for name, cells in named]
    tones = Counter(mark.tone for line in lines for mark in line.marks)
    return Chart(
        key="months",
        title=_("Twelve months by duty"),
        lead=_("What is to be done every month, or at every meeting, and whether it was."),
        said=_(
            "%(good)s cells are kept, %(warn)s ask for a look, %(bad)s are not kept, %(info)s are under way or announced."
        )
        % {tone: tones[tone] for tone in ("good", "warn", "bad", "info")},
        drawing=Strip(columns(), lines, facts.today.month - 1 if facts.today.year == facts.year else None),
        heads=[_("Duty"), *columns()],
        rows=rows,
        legend={
            "good": _("kept"),
            "info": _("under way or announced"),
            "warn": _("to be looked at"),
            "bad": _("not kept"),
            "neutral": _("nothing was due"),
        },
        is_wide=True,
    )


def _duties(facts: Facts) -> Sequence[tuple[str, Callable[[int], Cell]]]:
    meetings = Register(
        _("Meeting held"),
        "meetings:meeting_list",
        [register.day for register in facts.held],
        [meeting.day for meeting in facts.meetings if not meeting.held and not meeting.cancelled],
    )
    studies = Register(
        _("Study held"),
        "study:session_list",
        [record.day for record in facts.book.held],
        [row.day for row in facts.book.coming if row.has_day],
    )
    return (
        (meetings.name, monthly(facts.code, facts.year, facts.today, meetings)),
        (studies.name, monthly(facts.code, facts.year, facts.today, studies)),
        (_("First topic"), lambda month: _first_topic(facts, month)),
        (_("Notice in time"), lambda month: _notice(facts, month)),
        (_("Minutes in time"), lambda month: _minutes(facts, month)),
        (_("Absent without leave"), lambda month: _absent(facts, month)),
        (_("Tasks done in time"), lambda month: _tasks(facts, month)),
    )


@dataclass(frozen=True, slots=True)
class Register:
    """What is held every month: its name, its register, the days on which it was held or is announced."""

    name: str
    address: str
    held: Sequence[date]
    announced: Sequence[date]


def monthly(code: str, year: int, today: date, register: Register) -> Callable[[int], Cell]:
    """Return what tells of a month whether something was held in it, as the rules ask.  Clauses 6.2-b, 8.1-a.

    code: of the body.
    """
    missing = months_missing(year, Month(register.held, register.announced), today)

    def cell(month: int) -> Cell:
        def url(**query: str) -> str:
            since, until = span(year, month)
            return address(code, register.address, **query, since=since, until=until)

        name, number = register.name, sum(day.month == month for day in register.held)
        if number:
            return _cell("good", str(number), number, url(held="true"), sentence(name, column(month), number))
        if month in missing:
            tone: Tone = "warn" if missing[month] else "info"
            text = _("none was held") if missing[month] else _("none yet")
            return _cell(tone, "0", 0, url(), sentence(name, column(month), text))
        coming = sum(day.month == month and day >= today for day in register.announced)
        if coming:
            text = _("announced: %(number)s") % {"number": coming}
            return _cell("info", f"+{coming}", text, url(held="false"), sentence(name, column(month), text))
        return NOTHING

    return cell


def _cell(tone: Tone, text: str, value: int | str, url: str, says: str) -> Cell:
    return Mark(tone, text, 1, url, says), Datum(value, url, tone if tone in {"warn", "bad"} else "", text)


def _share(tone: Tone, share: tuple[int, int], url: str, *names: str) -> Cell:
    return _cell(tone, "{}/{}".format(*share), of_all(*share), url, sentence(*names, of_all(*share)))


def _first_topic(facts: Facts, month: int) -> Cell:
    met = facts.of_month.get(month, [])
    if not met:
        return NOTHING
    good = sum(meeting_verdicts.first_topic(facts, row) for row in met)
    url = of_month(facts, "meetings:item_list", month, kind="first_topic")
    return _share(
        "good" if good == len(met) else "bad", (good, len(met)), url, _("First topic"), column(month)
    )


def _notice(facts: Facts, month: int) -> Cell:
    met = facts.of_month.get(month, [])
    if not met:
        return NOTHING
    verdicts = [meeting_verdicts.notice(facts, row) for row in met]
    good = sum(bool(verdict) and not verdict.warned for verdict in verdicts if verdict is not None)
    url = of_month(facts, "meetings:meeting_list", month, held="true")
    return _share(
        "good" if good == len(met) else "warn", (good, len(met)), url, _("Notice in time"), column(month)
    )


def _minutes(facts: Facts, month: int) -> Cell:
    closed: list[Met] = [fact for fact in facts.of_month.get(month, []) if fact.closed_on]
    if not closed:
        return NOTHING
    counter = Counter(meeting_verdicts.minutes(facts, row) for row in closed)
    tone: Tone = "bad" if counter["late"] else "info" if counter["waiting"] else "good"
    issued = any(met.minutes_on for met in closed)
    url = of_month(facts, "meetings:minutes_list" if issued else "meetings:meeting_list", month)
    return _share(tone, (counter["in_time"], len(closed)), url, _("Minutes in time"), column(month))


def _absent(facts: Facts, month: int) -> Cell:
    met = facts.of_month.get(month, [])
    if not met:
        return NOTHING
    number = sum(
        stay.way == "absent" for stay in meeting_verdicts.stays(facts) if stay.met.day.month == month
    )
    url = of_month(facts, "meetings:meeting_list", month, held="true", attendance="absent") if number else ""
    says = sentence(_("Absent without leave"), column(month), number)
    return _cell("bad" if number else "good", str(number), number, url, says)


def _tasks(facts: Facts, month: int) -> Cell:
    since, until = span(facts.year, month)
    due = [task for decision in facts.decisions for task in decision.tasks if since <= task[1] <= until]
    if not due:
        return NOTHING
    closed = [(day, on) for state, day, on in due if state == TaskState.CLOSED]
    in_time = sum(on is not None and on <= day for day, on in closed)
    overdue = sum(state != TaskState.CLOSED and day < facts.today for state, day, _on in due)
    is_open = len(closed) + overdue < len(due)
    tone: Tone = "bad" if overdue else "warn" if in_time < len(closed) else "info" if is_open else "good"
    url = of_month(facts, "meetings:task_list", month)
    url = url.replace("since=", "due_since=").replace("until=", "due_until=")
    return _share(tone, (in_time, len(due)), url, _("Tasks done in time"), column(month))
