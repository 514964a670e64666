"""Who attended, who was on leave, who was absent without it?  Clauses 6.4-a, 6.4-c."""

from collections import Counter, defaultdict

from django.utils.translation import gettext as _

from members.charts.chart import Alarm, Chart, Datum
from members.charts.forms import Bars, Line, Mark
from members.charts.ink import Tone
from reports.dashboard import meeting_verdicts
from reports.dashboard.facts import Facts
from reports.dashboard.words import counted, of_year, sentence

WAYS: dict[str, Tone] = {"present": "good", "leave": "info", "absent": "bad"}


def chart(facts: Facts) -> Chart:
    """Return the meetings of each member: present, on leave, absent, with an alarm for each who was absent."""
    names: dict[int, str] = {}
    result: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for stay in meeting_verdicts.stays(facts):
        names[stay.seat.user_id] = stay.seat.name
        result[stay.seat.user_id][stay.way] += 1
    labels = {"present": _("present"), "leave": _("on leave"), "absent": _("absent without leave")}
    lines, rows, alarms = [], [], []
    for person, name in names.items():
        counts = result[person]
        urls = {
            way: of_year(facts, "meetings:meeting_list", held="true", member=person, attendance=way)
            for way in WAYS
        }
        marks = [
            Mark(tone, str(counts[way]), counts[way], urls[way], sentence(name, labels[way], counts[way]))
            for way, tone in WAYS.items()
        ]
        total = sum(counts.values())
        share = f"{counts['present'] * 100 // total}%"
        lines.append(Line(name, marks, note=share))
        cells = [counted(counts[way], urls[way], "bad" if way == "absent" else "") for way in WAYS]
        rows.append([Datum(name), Datum(total), *cells, Datum(share)])
        if counts["absent"]:
            text = _("%(name)s was absent without leave: %(number)s") % {
                "name": name,
                "number": counts["absent"],
            }
            alarms.append(Alarm(text, urls["absent"], "6.4-c"))
    expected = sum(sum(counts.values()) for counts in result.values())
    came = sum(counts["present"] for counts in result.values())
    return Chart(
        key="attendance",
        title=_("Attendance and leave of each member"),
        lead=_(
            "Meetings held while in office. Leave does not shorten the number of those who should attend."
        ),
        said=_("%(came)s of %(expected)s expected attendances; %(alarms)s members were absent without leave.")
        % {"came": came, "expected": expected, "alarms": len(alarms)},
        drawing=Bars(lines),
        heads=[_("Member"), _("Should attend"), *labels.values(), _("Share")],
        rows=rows,
        legend={tone: labels[way] for way, tone in WAYS.items()},
        clause="6.4-c",
        alarms=alarms,
        is_empty=not rows,
    )
