"""How is the session of the democratic-life meeting held?  Everybody criticises himself, hears the others, and replies."""

from datetime import datetime, timedelta

from lifes import actions
from lifes.models import DemocraticLifeMeeting
from reports.demo.before import ZONE
from reports.demo.cast import Cast
from reports.demo.story import read

MINUTE = timedelta(minutes=1)
WORDS = read("life_words")
AWAY: str = WORDS["absent"]


def hold_session(cast: Cast, life: DemocraticLifeMeeting, *, at: datetime) -> None:
    """Sign in, present last year's measures, speak in order, read the statement of the one who is away, close."""
    recorder, secretary, opened = cast.users["recorder"], cast.users["secretary"], at
    present = [key for key in cast.in_office(at.astimezone(ZONE).date()) if key != AWAY]
    for number, key in enumerate(present):
        came = opened - 20 * MINUTE + number * timedelta(seconds=90)
        actions.sign_in(life, cast.seats[key], by=recorder, at=came)
    actions.open_session(life, by=secretary, at=opened)
    actions.present_last_measures(life, by=recorder, at=opened + 6 * MINUTE)
    at = opened + 10 * MINUTE
    for key in present:
        at = _speak(cast, life, key, at)
    actions.read_statement(life, cast.seats[AWAY], WORDS["statement"], by=recorder, at=at)
    at = _criticise(cast, life, AWAY, at + 3 * MINUTE)
    for question in life.questions.filter(kind="criticism", finding=""):
        finding = "两位同志意见相同，已分别核对，均为本人意见"
        actions.answer_likeness(life, question, finding, by=secretary, at=at)
    actions.close_session(life, by=secretary, at=at + 12 * MINUTE)


def _speak(cast: Cast, life: DemocraticLifeMeeting, key: str, at: datetime) -> datetime:
    """Let a member criticise himself, the others criticise him, and let him reply."""
    recorder, seat, text = cast.users["recorder"], cast.seats[key], WORDS["outlines"][key]
    actions.record_criticism(life, "self_criticism", seat, None, text, by=recorder, at=at)
    at = _criticise(cast, life, key, at + 6 * MINUTE)
    to, reply = WORDS["replies"][key]
    actions.record_criticism(life, "reply", seat, cast.seats[to], reply, by=recorder, at=at)
    return at + 2 * MINUTE


def _criticise(cast: Cast, life: DemocraticLifeMeeting, key: str, at: datetime) -> datetime:
    """Write down what the others said to a member."""
    recorder, seat = cast.users["recorder"], cast.seats[key]
    for speaker, text in WORDS["criticism"][key].items():
        actions.record_criticism(life, "criticism", cast.seats[speaker], seat, text, by=recorder, at=at)
        at += MINUTE
    return at
