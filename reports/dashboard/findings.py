"""What did the checks find in the year, check by check?"""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members.charts.chart import Chart, Datum
from members.charts.forms import Bars, Line, Mark
from members.charts.ink import Tone
from reports.checks.states import FindingState
from reports.checks.words import title
from reports.dashboard.facts import Facts
from reports.dashboard.words import counted, listed, sentence

TONE: dict[str, Tone] = {"open": "bad", "answered": "info", "cured": "good"}


def chart(facts: Facts) -> Chart:
    """Return the findings of each check that found anything: open, answered, cured."""
    labels = {str(state): str(state.label) for state in FindingState}
    lines, rows = [], []
    for check, counts in sorted(facts.findings.items()):
        urls = {
            state: listed(facts, "reports:finding_list", check=check, year=facts.year, state=state)
            for state in TONE
        }
        marks = [
            Mark(
                tone,
                str(counts[state]),
                counts[state],
                urls[state],
                sentence(check, labels[state], counts[state]),
            )
            for state, tone in TONE.items()
        ]
        lines.append(Line(check, marks))
        rows.append(
            [Datum(f"{check} {title(check)}"), *(counted(counts[state], urls[state]) for state in TONE)]
        )
    waiting = sum(counts["open"] for counts in facts.findings.values())
    return Chart(
        key="findings",
        title=_("Findings by check"),
        lead=_("What the checks found in the records of the year, and what became of it."),
        said=_("%(checks)s checks found something; %(open)s findings are open.")
        % {"checks": len(rows), "open": waiting},
        drawing=Bars(lines),
        heads=[pgettext("finding", "Check"), *labels.values()],
        rows=rows,
        legend={tone: labels[state] for state, tone in TONE.items()},
        is_empty=not rows,
    )
