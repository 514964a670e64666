"""Did integrity go along with the business, stage by stage and month by month?  Clauses 10.2-a, 10.2-b, 10.2-c."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext as _

from members.charts.chart import Alarm, Chart, Datum
from members.charts.forms import Line, Mark, Strip
from members.models import WorkTag
from members.templatetags.desk import reason
from reports.dashboard.facts import MONTHS, Facts
from reports.dashboard.words import column, columns, listed, of_month, sentence
from reports.responsibility.integrity import NOT_DEALT_WITH
from reports.responsibility.rules import lists as duties
from reports.responsibility.states import IntegrityStage


def chart(facts: Facts) -> Chart:
    """Return the records linked to each stage by month, and above them the items that bear the tag."""
    url = listed(facts, "reports:integrity_detail", year=facts.year)
    days = _tagged(facts)
    of_items = Counter(day.month for day in days)
    counter: Counter[tuple[str, int]] = Counter()
    for link in facts.links:
        record = link.record_shown
        day = told_day(record) if record is not None else None
        counter[link.stage, day.month if day else 12] += 1
    name = _("Items on integrity")
    first = [
        _cell(
            of_items[month], name, month,
            of_month(facts, "meetings:item_list", month, tag=WorkTag.INTEGRITY.value, state="settled"),
        )
        for month in MONTHS
    ]  # fmt: skip
    lines = [Line(name, [mark for mark, _datum in first])]
    rows = [[Datum(name), *(datum for _mark, datum in first), Datum(len(days))]]
    for code, label in IntegrityStage.choices:
        cells = [_cell(counter[code, month], str(label), month, url) for month in MONTHS]
        lines.append(Line(str(label), [mark for mark, _datum in cells]))
        total = sum(counter[code, month] for month in MONTHS)
        rows.append(
            [
                Datum(str(label)),
                *(datum for _mark, datum in cells),
                Datum(total, url, "" if total else "warn"),
            ]
        )
    verdicts = (
        duties.half_year_subject(days, facts.year, facts.today),
        duties.four_stages({link.stage for link in facts.links}),
    )
    return Chart(
        key="integrity",
        title=_("Integrity work by stage"),
        lead=_("Records linked to the four stages, in the month in which each lies; nothing is typed in."),
        said=_("%(items)s items bear the tag; %(stages)s of four stages have records.")
        % {"items": len(days), "stages": len({link.stage for link in facts.links})},
        drawing=Strip(columns(), lines, facts.today.month - 1 if facts.today.year == facts.year else None),
        heads=[_("Stage"), *columns(), _("Together")],
        rows=rows,
        legend={"good": _("with records"), "neutral": _("no record")},
        clause="10.2-c",
        alarms=[
            Alarm(reason(verdict), url, verdict.clause)
            for verdict in verdicts
            if not verdict or verdict.warned
        ],
        is_wide=True,
    )


def told_day(record: object) -> date | None:
    """Return the day in which a linked record lies."""
    for path in ("meeting.day", "issued_on", "begins_on", "reported_on"):
        value: object = record
        for part in path.split("."):
            value = getattr(value, part, None)
        if isinstance(value, date):
            return value
    return None


def _tagged(facts: Facts) -> list[date]:
    """Return the days of the items dealt with that bear the tag, as the page of the stages counts them."""
    days = {met.pk: met.day for met in facts.held}
    return [
        days[meeting]
        for meeting, items in facts.items.items()
        for item in items
        if WorkTag.INTEGRITY in item.tags and item.outcome and item.outcome not in NOT_DEALT_WITH
    ]


def _cell(number: int, name: str, month: int, url: str) -> tuple[Mark, Datum]:
    if not number:
        return Mark("neutral"), Datum(0)
    return Mark("good", str(number), 1, url, sentence(name, column(month), number)), Datum(number, url)
