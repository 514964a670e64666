"""How do decisions stand, and how old are those not yet carried out?  Clauses 6.5-h, 6.5-i."""

from collections import Counter, defaultdict

from django.utils.translation import gettext as _

from meetings.models.execution import OPEN, Execution, execution
from members.charts.chart import Alarm, Chart, Datum
from members.charts.forms import Bars, Line, Mark
from members.charts.ink import Tone
from reports.dashboard.facts import Facts, Made
from reports.dashboard.words import counted, days_before, listed, of_year, sentence

TONE: dict[str, Tone] = {
    Execution.DONE: "good",
    Execution.RUNNING: "info",
    Execution.OVERDUE: "bad",
    Execution.UNASSIGNED: "warn",
    Execution.WAITING: "neutral",
    Execution.DIVERGENT: "neutral",
    Execution.NOTHING: "good",
    Execution.ENDED: "neutral",
}
BANDS: tuple[tuple[int, int | None], ...] = ((0, 30), (31, 90), (91, 180), (181, 365), (366, None))
"""Ages in days: from, to."""


def states(facts: Facts) -> Chart:
    """Return the decisions of the year by how they stand today."""
    of_the_year = [decision for decision in facts.decisions if decision.since.year == facts.year]
    counter = Counter(execution(row.carried, facts.today) for row in of_the_year)
    lines, rows = [], []
    for state in Execution:
        url = of_year(facts, "meetings:decision_list", execution=state.value)
        label, number = str(state.label), counter[state]
        rows.append([Datum(label), counted(number, url)])
        if number:
            mark = Mark(TONE[state], "", number, url, sentence(label, number))
            lines.append(Line(label, [mark]))
    overdue = counter[Execution.OVERDUE]
    return Chart(
        key="decisions",
        title=_("Decisions of the year by state"),
        lead=_("How the decisions that came into force this year stand today."),
        said=_("%(number)s decisions, of them %(overdue)s overdue.")
        % {"number": len(of_the_year), "overdue": overdue},
        drawing=Bars(lines),
        heads=[_("State"), _("Decisions")],
        rows=rows,
        legend=_legend({TONE[state] for state in counter}),
        clause="6.5-i",
        is_empty=not of_the_year,
    )


def _legend(tones: "set[Tone]") -> dict[Tone, str]:
    words: dict[Tone, str] = {
        "good": _("nothing left to do"),
        "info": _("being carried out"),
        "warn": _("no task and no day"),
        "bad": _("overdue"),
        "neutral": _("waiting or ended"),
    }
    return {tone: text for tone, text in words.items() if tone in tones}


def band_name(least: int, most: int | None) -> str:
    """Return the name of an age."""
    if most is None:
        return _("over %(days)s days") % {"days": least - 1}
    return _("%(least)s to %(most)s days") % {"least": least, "most": most}


def ages(facts: Facts) -> Chart:
    """Return the decisions still open today, those of earlier years among them, by their age."""
    result: defaultdict[tuple[int, int | None], Counter[str]] = defaultdict(Counter)
    oldest = 0
    for decision in facts.decisions:
        state = execution(decision.carried, facts.today)
        if state in OPEN:
            result[_band(decision, facts)][state] += 1
            oldest = max(oldest, (facts.today - decision.since).days)
    lines, rows = [], []
    for least, most in BANDS:
        days = {"until": days_before(facts.today, least)}
        if most is not None:
            days["since"] = days_before(facts.today, most)
        else:
            days["since"] = days_before(facts.today, 36_500)
        if least == 0:
            del days["until"]
        name, counts = band_name(least, most), result[least, most]
        urls = {
            state: listed(facts, "meetings:decision_list", execution=state.value, **days) for state in OPEN
        }
        marks = [
            Mark(TONE[state], str(counts[state]), counts[state], urls[state], sentence(name, state.label, counts[state]))
            for state in OPEN
        ]  # fmt: skip
        lines.append(Line(name, marks))
        rows.append([Datum(name), *(counted(counts[state], urls[state]) for state in OPEN)])
    overdue = sum(counts[Execution.OVERDUE] for counts in result.values())
    alarms = []
    if overdue:
        alarms.append(
            Alarm(
                _("%(number)s decisions are overdue.") % {"number": overdue},
                listed(facts, "meetings:decision_list", execution="overdue"),
                "6.5-i",
            )
        )
    total = sum(sum(counts.values()) for counts in result.values())
    return Chart(
        key="ages",
        title=_("Open decisions by age"),
        lead=_(
            "Everything not yet carried out today, whatever its year, by the days since it came into force."
        ),
        said=_("%(number)s decisions are open, the oldest for %(days)s days.")
        % {"number": total, "days": oldest},
        drawing=Bars(lines),
        heads=[_("Age"), *(str(state.label) for state in OPEN)],
        rows=rows,
        legend=_legend({TONE[state] for counts in result.values() for state in counts}),
        clause="6.5-i",
        alarms=alarms,
        is_empty=not total,
    )


def _band(record: Made, facts: Facts) -> tuple[int, int | None]:
    age = max((facts.today - record.since).days, 0)
    return next(band for band in BANDS if band[1] is None or age <= band[1])
