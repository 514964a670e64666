"""Which reminders are sent about the democratic-life meeting and the measures that follow from it?"""

from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from lifes.models import DemocraticLifeMeeting
from lifes.rules import reminding
from lifes.states import LifeState, OutlineState, RoundState, Stage
from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues, register

SHOWN = 60
BEFORE = (LifeState.PREPARING, LifeState.READY)
WRITTEN = (OutlineState.SUBMITTED, OutlineState.APPROVED)


def _lifes(moment: Moment) -> dict[int, list[DemocraticLifeMeeting]]:
    """Return the meetings of last year on, and older ones not yet reported, by body (three queries, once)."""
    return moment.once("lifes", lambda: _read(moment))


def _read(moment: Moment) -> dict[int, list[DemocraticLifeMeeting]]:
    rows = DemocraticLifeMeeting.objects.filter(life_year__gte=moment.since.year - 1)
    result: dict[int, list[DemocraticLifeMeeting]] = {}
    alive = moment.among(rows.exclude(state=LifeState.CANCELLED))
    for life in alive.prefetch_related("outlines", "rounds").order_by("pk"):
        result.setdefault(life.group_id, []).append(life)
    return result


def _asked(life: DemocraticLifeMeeting) -> bool:
    return any(row.state != RoundState.DRAFT for row in life.rounds.all())


def _yearly(moment: Moment) -> Iterator[tuple[LeadingGroup, DemocraticLifeMeeting | None]]:
    """Return each body with its yearly meeting of the day's year."""
    for key, group in moment.groups.items():
        of_year = [life for life in _lifes(moment).get(key, ()) if life.life_year == moment.day.year]
        yield group, next((row for row in of_year if not row.special_reason), None)


def _all(moment: Moment) -> Iterator[tuple[LeadingGroup, DemocraticLifeMeeting]]:
    for key, group in moment.groups.items():
        yield from ((group, life) for life in _lifes(moment).get(key, ()))


def _theme(moment: Moment) -> Iterator[Due]:
    """Find bodies whose meeting of the year has no theme yet.  Clauses 7.1-a, 7.1-b."""
    for group, life in _yearly(moment):
        fixed = life is not None and bool(life.theme.strip())
        slot = reminding.theme(moment.day, moment.told(group.pk), fixed=fixed)
        if slot is None:
            continue
        page = ("lifes:life_create",) if life is None else ("lifes:life_detail", life.pk)
        people = moment.people(group.pk, "clerk")
        yield from dues(group, people, f"lifes:{group.pk}", slot, page[0], *page[1:], year=slot.year)


def _begin(moment: Moment) -> Iterator[Due]:
    """Find bodies that have not begun to prepare the meeting of the year.  Clauses 7.1-b, 7.2-a."""
    for group, life in _yearly(moment):
        begun = life is not None and (life.state != LifeState.PREPARING or _asked(life))
        slot = reminding.begin(moment.day, moment.told(group.pk), begun=begun)
        if slot is None:
            continue
        page = (
            ("lifes:life_create",) if life is None else ("lifes:stage_detail", life.pk, Stage.OPINIONS.value)
        )
        people = moment.people(group.pk, "clerk", "secretary")
        yield from dues(group, people, f"lifes:{group.pk}", slot, page[0], *page[1:], year=slot.year)


def _outlines(moment: Moment) -> Iterator[Due]:
    """Find members whose outline was not handed in.  Clause 7.2-d."""
    for group, life in _all(moment):
        if life.state not in BEFORE or life.planned_on is None:
            continue
        slot = reminding.outline(moment.day, life.planned_on, moment.told(group.pk))
        if slot is None:
            continue
        own = {row.membership_id: row for row in life.outlines.all()}
        for seat in moment.seats(group.pk):
            outline = own.get(seat.pk)
            if outline is not None and outline.state in WRITTEN:
                continue
            page = (
                ("lifes:stage_detail", life.pk, Stage.EXAMINATION.value)
                if outline is None
                else ("lifes:outline_detail", outline.pk)
            )
            subject = f"life:{life.pk}"
            yield from dues(group, [seat.user_id], subject, slot, page[0], *page[1:], day=life.planned_on)


KINDS = (
    Kind(
        name="life_theme",
        label=_("Theme of the democratic-life meeting"),
        clause="7.1-a",
        audience=_("clerk"),
        when=_("1 September"),
        title=_("The democratic-life meeting of %(year)s has no theme yet"),
        text=_("Look whether the superior has fixed the theme, and enter it with its paper."),
        find=_theme,
    ),
    Kind(
        name="life_begin",
        label=_("Beginning of the democratic-life meeting"),
        clause="7.1-b",
        audience=_("clerk, secretary"),
        when=_("8 October"),
        title=_("The democratic-life meeting of %(year)s is to be prepared"),
        text=_(
            "Begin the stages: seek opinions, talk, write the outlines. Postponing needs the superior's consent."
        ),
        find=_begin,
    ),
    Kind(
        name="life_outline",
        label=_("Outline for the democratic-life meeting"),
        clause="7.2-d",
        audience=_("members whose outline is not handed in"),
        when=_("seven days and one day before the session"),
        title=_("Your outline for the democratic-life meeting on %(day)s is not handed in"),
        text=_("Write the outline and hand it in; without it the session cannot be declared ready."),
        find=_outlines,
    ),
)

register(KINDS, "lifes")
