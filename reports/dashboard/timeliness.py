"""How early were meetings announced, and how soon was new material studied?  Clauses 6.3-c, 6.1-a."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.rules.transmission import Days, Occasion, conveyance
from members.charts.chart import Alarm, Chart, Datum
from members.charts.forms import Dots, Mark
from members.charts.ink import Tone
from members.procedure.verdict import Verdict
from reports.dashboard import meeting_verdicts
from reports.dashboard.facts import Dealt, Facts, Met
from reports.dashboard.words import columns, meeting_name, of_year, place_in_year, sentence

MOST_HOURS = 168
"""Dots higher than a week are drawn at its height; the table has the figure."""


def notices(facts: Facts) -> Chart:
    """Return the hours between the first notice and the start of each meeting held.  Clause 6.3-c."""
    usual = facts.law.meeting.notice_lead_hours if facts.law else None
    points, rows, short = [], [], 0
    for met in facts.held:
        url = reverse("meetings:meeting_detail", args=[facts.code, met.pk])
        hours, verdict = meeting_verdicts.lead_hours(met), meeting_verdicts.notice(facts, met)
        name = meeting_name(met.ordinal, met.day)
        tone: Tone = "good" if verdict and not verdict.warned else "warn"
        short += tone != "good"
        state = (
            _("in time") if tone == "good" else _("short") if hours is not None else _("no notice on record")
        )
        rows.append(
            [
                Datum(name, url),
                Datum(met.day),
                Datum(hours),
                Datum(state, tone=tone if tone == "warn" else ""),
            ]
        )
        if hours is not None:
            text = sentence(name, met.day, _("%(hours)s hours ahead") % {"hours": hours})
            points.append((place_in_year(met.day), Mark(tone, "", max(min(hours, MOST_HOURS), 0), url, text)))
    alarms = []
    if short:
        url = of_year(facts, "meetings:meeting_list", held="true")
        alarms.append(Alarm(_("Announced late, or not at all: %(number)s") % {"number": short}, url, "6.3-c"))
    return Chart(
        key="notices",
        title=_("How early meetings were announced"),
        lead=_("Hours between the first written notice and the start; a week and more stand at the top."),
        said=_("%(number)s meetings, of them %(short)s announced later than usual.")
        % {"number": len(rows), "short": short},
        drawing=Dots(points, columns(), usual, _("usual: %(hours)s hours") % {"hours": usual}, _("hours")),
        heads=[_("Meeting"), _("Day"), _("Hours ahead"), _("State")],
        rows=rows,
        legend={"good": _("in time"), "warn": _("short")},
        clause="6.3-c",
        alarms=alarms,
        is_empty=not rows,
    )


def first_topics(facts: Facts) -> Chart:
    """Return the days between the publication of a material and its study as first topic.  Clause 6.1-a."""
    usual = facts.law.meeting.first_topic_max_age_days if facts.law else None
    points, rows, late, unknown = [], [], 0, 0
    for met, item in _topics(facts):
        url = f"{reverse('meetings:meeting_detail', args=[facts.code, met.pk])}#item-{item.pk}"
        age = (met.day - item.published).days if item.published else None
        verdict = _verdict(facts, met, item)
        tone: Tone = "good" if verdict and not verdict.warned else "warn"
        late += verdict is not None and tone == "warn"
        unknown += age is None
        words = (
            _("no day of publication")
            if age is None
            else _("in time")
            if tone == "good"
            else pgettext("first topic", "late")
        )
        rows.append(
            [
                Datum(meeting_name(met.ordinal, met.day)),
                Datum(item.title, url),
                Datum(item.published),
                Datum(met.day),
                Datum(age),
                Datum(words, tone=tone if tone == "warn" else ""),
            ]
        )
        if age is not None:
            text = sentence(item.title, _("%(days)s days after publication") % {"days": age})
            points.append((place_in_year(met.day), Mark(tone, "", max(age, 0), url, text)))
    alarms = []
    if unknown:
        url = of_year(facts, "meetings:item_list", kind="first_topic")
        alarms.append(
            Alarm(_("Without a day of publication: %(number)s") % {"number": unknown}, url, "6.1-a")
        )
    return Chart(
        key="first-topics",
        title=_("How soon first topics were studied"),
        lead=_("Days between the publication of the material and the meeting that studied it."),
        said=_("%(number)s first topics, of them %(late)s studied later than usual.")
        % {"number": len(rows), "late": late},
        drawing=Dots(
            points, columns(), usual, _("usual: %(days)s days at most") % {"days": usual}, _("days")
        ),
        heads=[_("Meeting"), _("Title"), _("Published on"), _("Studied on"), _("Days"), _("State")],
        rows=rows,
        legend={"good": _("in time"), "warn": pgettext("first topic", "late")},
        clause="6.1-a",
        alarms=alarms,
        is_empty=not rows,
    )


def _topics(facts: Facts) -> list[tuple[Met, Dealt]]:
    return [
        (met, item)
        for met in facts.held
        for item in facts.items.get(met.pk, ())
        if item.kind == "first_topic" and item.outcome
    ]


def _verdict(facts: Facts, met: Met, item: Dealt) -> Verdict | None:
    law = facts.law_on(met.day)
    if law is None or item.published is None:
        return None
    occasion = Occasion(item.kind, concluded=True, day=met.day)
    days = Days(item.published, item.published)
    return conveyance(occasion, days, max_age_days=law.meeting.first_topic_max_age_days)
