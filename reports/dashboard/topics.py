"""What was dealt with, by category and outcome?  Clause 4.2-a."""

from collections import Counter, defaultdict

from django.utils.translation import gettext as _

from meetings.models import ItemKind
from meetings.states import Outcome
from members.charts.chart import Chart, Datum
from members.charts.forms import MANY, Bars, Line, Mark
from members.charts.ink import Tone
from reports.dashboard.facts import Facts
from reports.dashboard.words import counted, of_year, sentence

TONE: dict[str, Tone] = {
    Outcome.PASSED: "good",
    Outcome.CONCLUDED: "info",
    Outcome.DEFERRED: "warn",
    Outcome.POSTPONED: "warn",
    Outcome.REFERRED: "warn",
    Outcome.NOT_PASSED: "bad",
    Outcome.WITHDRAWN: "neutral",
}


def chart(facts: Facts) -> Chart:
    """Return the items of the meetings held that came to an outcome, by kind; those of most items first."""
    results: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for items in facts.items.values():
        for item in items:
            if item.outcome:
                results[item.kind][item.outcome] += 1
    outcomes = [result for result in TONE if any(counts[result] for counts in results.values())]
    names = dict(Outcome.choices)
    lines, rows = [], []
    for kind, counts in sorted(results.items(), key=lambda result: (-sum(result[1].values()), result[0])):
        label = str(ItemKind(kind).label)
        urls = {
            result: of_year(facts, "meetings:item_list", kind=kind, outcome=str(result))
            for result in outcomes
        }
        marks = [
            Mark(
                TONE[record],
                str(counts[record]),
                counts[record],
                urls[record],
                sentence(label, names[record], counts[record]),
            )
            for record in outcomes
        ]
        lines.append(Line(label, marks))
        total = sum(counts.values())
        all_of_them = of_year(facts, "meetings:item_list", kind=kind, state="settled")
        cells = [counted(counts[row], urls[row]) for row in outcomes]
        rows.append([Datum(label), *cells, counted(total, all_of_them)])
    legend: dict[Tone, str] = {}
    for result in outcomes:
        known = legend.get(TONE[result], "")
        if str(names[result]) not in known:
            legend[TONE[result]] = f"{known} / {names[result]}" if known else str(names[result])
    return Chart(
        key="topics",
        title=_("Items by category"),
        lead=_(
            "Items that came to an outcome at the meetings of the year; an item counts in its own category alone."
        ),
        said=_("%(number)s items in %(kinds)s categories.")
        % {"number": sum(sum(counts.values()) for counts in results.values()), "kinds": len(rows)},
        drawing=Bars(lines),
        heads=[_("Kind"), *(str(names[outcome]) for outcome in outcomes), _("Together")],
        rows=rows,
        legend=legend,
        clause="4.2-a",
        is_long=len(rows) > MANY,
        is_empty=not rows,
    )
