"""What happened in the democratic-life meeting of 2025 and after it?  Session, report, notice, measures.

Preparations are told elsewhere.  What would lie after `now` is left out, so that nothing is done in the future.
"""

from datetime import date, datetime, time, timedelta

from lifes import actions
from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from lifes.states import LifeState
from members.models import User
from reports.demo.around import lifes_after_words as words
from reports.demo.around.lifes import SESSION, keep
from reports.demo.around.lifes_words import OUTLINES
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast

MINUTE = timedelta(minutes=1)
OPENED = datetime.combine(SESSION, time(9), ZONE)
Measures = dict[tuple[str, int], RectificationMeasure]


def tell(cast: Cast, now: datetime) -> None:
    """Go on with the meeting that was made ready, if its day has come.  now: nothing is told from after it."""
    ready = DemocraticLifeMeeting.objects.filter(group=cast.group, life_year=2025, state=LifeState.READY)
    for life in ready:
        tell_session(cast, life, now)


def tell_session(cast: Cast, life: DemocraticLifeMeeting, now: datetime) -> None:
    """Hold the session, report it, give notice, carry out the measures."""
    if now < OPENED + DAY:
        return
    hold(cast, life)
    measures = plan(cast, life, OPENED + 2 * DAY)
    follow_up(cast, life, now)
    carry_out(cast, measures, now)


def hold(cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Sign in, present last year's measures, speak in order, read the statement of the one who is away, close."""
    recorder, secretary = cast.users["recorder"], cast.users["secretary"]
    present = [key for key in cast.in_office(SESSION) if key != words.ABSENT]
    for number, key in enumerate(present):
        actions.sign_in(
            life, cast.seats[key], by=recorder, at=OPENED - 20 * MINUTE + number * timedelta(seconds=90)
        )
    actions.open_session(life, by=secretary, at=OPENED)
    actions.present_last_measures(life, by=recorder, at=OPENED + 6 * MINUTE)
    at = OPENED + 10 * MINUTE
    for key in present:
        at = speak(cast, life, key, at)
    actions.read_statement(life, cast.seats[words.ABSENT], words.STATEMENT, by=recorder, at=at)
    at = criticise(cast, life, words.ABSENT, at + 3 * MINUTE)
    for question in life.questions.filter(kind="criticism", finding=""):
        finding = "两位同志意见相同，已分别核对，均为本人意见"
        actions.answer_likeness(life, question, finding, by=secretary, at=at)
    actions.close_session(life, by=secretary, at=at + 12 * MINUTE)


def speak(cast: Cast, life: DemocraticLifeMeeting, key: str, at: datetime) -> datetime:
    """Let a member criticise himself, the others criticise him, and let him reply."""
    recorder, seat = cast.users["recorder"], cast.seats[key]
    actions.record_criticism(life, "self_criticism", seat, None, OUTLINES[key], by=recorder, at=at)
    at = criticise(cast, life, key, at + 6 * MINUTE)
    to, reply = words.REPLIES[key]
    actions.record_criticism(life, "reply", seat, cast.seats[to], reply, by=recorder, at=at)
    return at + 2 * MINUTE


def criticise(cast: Cast, life: DemocraticLifeMeeting, key: str, at: datetime) -> datetime:
    """Write down what the others said to a member."""
    for speaker, text in words.SAID[key].items():
        actions.record_criticism(
            life, "criticism", cast.seats[speaker], cast.seats[key], text, by=cast.users["recorder"], at=at
        )
        at += MINUTE
    return at


def plan(cast: Cast, life: DemocraticLifeMeeting, at: datetime) -> Measures:
    """Plan a measure for every problem: the body's by the clerk, each member's by the member."""
    made = {}
    for key, rows in words.MEASURES.items():
        seat = cast.seats[key] if key else None
        problems = list(life.problems.filter(membership=seat, removed=False).order_by("pk"))
        for number, (problem, text, unit, due_on, standard, owner) in enumerate(rows):
            made[key, number] = actions.plan_measure(
                life,
                membership=seat,
                problem=problems[problem],
                text=text,
                unit=unit,
                due_on=due_on,
                standard=standard,
                owner=cast.seats[owner],
                by=cast.users[key or "clerk"],
                at=at + number * HOUR,
            )
    return made


def follow_up(cast: Cast, life: DemocraticLifeMeeting, now: datetime) -> None:
    """Tell the absent member, report within the term, give notice."""
    clerk = cast.users["clerk"]
    told, sent, noticed = date(2026, 1, 16), date(2026, 1, 26), date(2026, 1, 28)
    if now >= _at(told, 17):
        actions.give_feedback(
            life,
            cast.seats[words.ABSENT],
            told,
            "书记当面反馈，转交批评意见摘要",
            by=cast.users["recorder"],
            at=_at(told, 16),
        )
    if now >= _at(sent, 17):
        keep(cast, life, "report", "2025年度民主生活会情况报告", _at(sent, 9))
        actions.report_life(life, sent, "云政党组〔2026〕4号", by=clerk, at=_at(sent, 10))
    if now >= _at(noticed, 17):
        to = "县政府各部门、各乡镇负责同志"
        actions.give_notice_of_life(life, noticed, to, by=clerk, at=_at(noticed, 11))


def carry_out(cast: Cast, measures: Measures, now: datetime) -> None:
    """Report progress; say what is done; the secretary confirms it, his own waits for the deputy."""
    for key, number, day, text in words.PROGRESS:
        if _at(day, 17) <= now:
            one = measures[key, number]
            actions.report_measure(one, text, by=_answers(one), at=_at(day, 10))
    secretary = cast.users["secretary"]
    place, day, evidence, reason = words.TOO_EARLY
    if _at(day, 17) + 2 * DAY <= now:
        one = measures[place]
        actions.claim_done(one, evidence, by=_answers(one), at=_at(day, 15))
        actions.reopen_measure(one, reason, by=secretary, at=_at(day, 15) + 2 * DAY)
    for place, (day, evidence, result) in words.DONE.items():
        if _at(day, 17) + DAY <= now:
            one = measures[place]
            actions.claim_done(one, evidence, result, by=_answers(one), at=_at(day, 15))
            actions.confirm_measure(one, by=secretary, at=_at(day, 15) + DAY)
    place, evidence, result = words.LATELY
    if now > OPENED + 60 * DAY:
        one = measures[place]
        actions.claim_done(one, evidence, result, by=_answers(one), at=now - DAY)


def _answers(measure: RectificationMeasure) -> User:
    """Return the account of who answers for a measure."""
    assert measure.owner is not None
    return measure.owner.user


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)
