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
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for items in facts.items.values():
        for item in items:
            if item.outcome:
                found[item.kind][item.outcome] += 1
    outcomes = [one for one in TONE if any(counts[one] for counts in found.values())]
    names = dict(Outcome.choices)
    lines, rows = [], []
    for kind, counts in sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0])):
        label = str(ItemKind(kind).label)
        urls = {one: of_year(facts, "meetings:item_list", kind=kind, outcome=str(one)) for one in outcomes}
        marks = [
            Mark(
                TONE[one], str(counts[one]), counts[one], urls[one], sentence(label, names[one], counts[one])
            )
            for one in outcomes
        ]
        lines.append(Line(label, marks))
        total = sum(counts.values())
        all_of_them = of_year(facts, "meetings:item_list", kind=kind, state="settled")
        cells = [counted(counts[one], urls[one]) for one in outcomes]
        rows.append([Datum(label), *cells, counted(total, all_of_them)])
    legend: dict[Tone, str] = {}
    for one in outcomes:
        known = legend.get(TONE[one], "")
        if str(names[one]) not in known:
            legend[TONE[one]] = f"{known} / {names[one]}" if known else str(names[one])
    return Chart(
        key="topics",
        title=_("Items by category"),
        lead=_(
            "Items that came to an outcome at the meetings of the year; an item counts in its own category alone."
        ),
        said=_("%(number)s items in %(kinds)s categories.")
        % {"number": sum(sum(counts.values()) for counts in found.values()), "kinds": len(rows)},
        drawing=Bars(lines),
        heads=[_("Kind"), *(str(names[one]) for one in outcomes), _("Together")],
        rows=rows,
        legend=legend,
        clause="4.2-a",
        is_long=len(rows) > MANY,
        is_empty=not rows,
    )
