"""What belongs to each stage, and what of it do the records already show?"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lifes.models import DemocraticLifeMeeting
from lifes.states import LifeState, Stage
from members.pages import Words

Shows = Callable[[DemocraticLifeMeeting], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist.  shows: how the records tick it; None: by hand."""

    key: str
    stage: Stage
    label: Words
    shows: Shows | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """A line as it stands: by the records, by hand, or open."""

    item: Item
    done: bool
    by_hand: bool
    note: str = ""


def _held(life: DemocraticLifeMeeting) -> bool:
    return life.state in (LifeState.CLOSED, LifeState.REPORTED)


def _kept(life: DemocraticLifeMeeting, *kinds: str) -> bool:
    return life.papers.filter(kind__in=kinds, withdrawn=False).exists()


ITEMS: tuple[Item, ...] = (
    Item("theme", Stage.THEME, _("Theme fixed by the superior's paper"), lambda life: bool(life.theme and (life.theme_paper or life.self_chosen_consent))),
    Item("plan", Stage.THEME, _("Plan with its day"), lambda life: life.planned_on is not None),
    Item("plan_sent", Stage.THEME, _("Plan sent to the superior"), lambda life: life.plan_sent_on is not None),
    Item("theme_paper", Stage.THEME, _("That paper, or the consent, kept here"), lambda life: _kept(life, "theme", "consent")),
    Item("studied", Stage.STUDY, _("Study in preparation"), lambda life: life.studies.filter(removed=False).exists()),
    Item("forms", Stage.OPINIONS, _("Forms or a forum"), lambda life: life.rounds.filter(state="closed").exists()),
    Item("sorted", Stage.OPINIONS, _("Opinions sorted"), lambda life: life.rounds.filter(opinions__isnull=False).exists()),
    Item("fed_back", Stage.OPINIONS, _("Opinions fed back"), lambda life: life.rounds.filter(opinions__fed_back_at__isnull=False).exists()),
    Item("summary", Stage.OPINIONS, _("Summary of the opinions"), lambda life: _kept(life, "summary")),
    Item("talks", Stage.TALKS, _("Heart-to-heart talks"), lambda life: life.talks.exists()),
    Item("problems", Stage.EXAMINATION, _("Lists of problems"), lambda life: life.problems.filter(removed=False).exists()),
    Item("body_examination", Stage.EXAMINATION, _("Examination of the body"), lambda life: _kept(life, "examination")),
    Item("outlines", Stage.EXAMINATION, _("Every member's outline approved"), lambda life: life.outlines.filter(state="approved").count() >= life.members().count() > 0),
    Item("attendance", Stage.SESSION, _("Attendance of the session"), lambda life: life.attendance.exists()),
    Item("last_measures", Stage.SESSION, _("Last year's measures presented"), lambda life: life.measures_presented_at is not None),
    Item("record", Stage.SESSION, _("Record of the session"), _held),
    Item("body_list", Stage.RECTIFICATION, _("Rectification list of the body"), lambda life: life.measures.filter(membership=None).exists()),
    Item("member_lists", Stage.RECTIFICATION, _("Rectification lists of the members"), lambda life: life.measures.filter(membership__isnull=False).exists()),
    Item("report", Stage.REPORT, _("Report to the superior"), lambda life: life.reported_on is not None),
    Item("notice", Stage.REPORT, _("Notice of the meeting"), lambda life: life.noticed_on is not None),
    Item("next_year", Stage.REPORT, _("Measures followed up in the next year"), lambda life: not life.measures.unfinished().exists() and life.measures.exists()),
)  # fmt: skip

BY_KEY = {item.key: item for item in ITEMS}


def ticked(life: DemocraticLifeMeeting) -> list[Ticked]:
    """Return every line as it stands (a query for each line of the records, one for those ticked by hand)."""
    by_hand = {tick.item: tick for tick in life.ticks.all()}
    lines = []
    for item in ITEMS:
        shown = item.shows is not None and item.shows(life)
        hand = by_hand.get(item.key)
        lines.append(
            Ticked(item, shown or hand is not None, not shown and hand is not None, hand.note if hand else "")
        )
    return lines


def state_of(stage: Stage, lines: list[Ticked]) -> str:
    """Return how a stage stands: done, current (begun) or todo."""
    own = [line.done for line in lines if line.item.stage == stage]
    if all(own):
        return "done"
    return "current" if any(own) else "todo"
