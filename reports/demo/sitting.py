"""How is one meeting of the demonstration played, from the first sign-in to the sealed file?"""

from datetime import timedelta

from meetings import actions
from meetings.models import AgendaItem, Meeting
from members.models import Membership, User
from members.procedure.record import Refused
from reports.demo.after import finish
from reports.demo.before import moment, prepare
from reports.demo.cast import Cast
from reports.demo.script import Sitting, Topic
from votes import actions as vote_actions
from votes.models import Vote
from votes.rules.majority import Tally

MINUTE = timedelta(minutes=1)
ASKED = "就该事项的有关情况提出询问，汇报人作了说明。"
NO_OTHER_OPINION = "列席会议，对会议研究的事项和程序没有不同意见。"


def play(cast: Cast, sitting: Sitting) -> Meeting:
    """Hold a meeting as the story tells it, and leave it as far as the story says."""
    room = Room(cast, sitting)
    room.hold()
    finish(cast, sitting, room.meeting, room.items, room.now)
    return room.meeting


class Room:
    """A meeting in session: its items by their titles, who presides, and a clock that goes on by itself."""

    def __init__(self, cast: Cast, sitting: Sitting) -> None:
        self.cast = cast
        self.sitting = sitting
        self.meeting, self.items = prepare(cast, sitting)
        self.now = moment(sitting) - 15 * MINUTE
        self.recorder = cast.users["recorder"]
        self.chair = cast.users[sitting.chair]

    def tick(self, minutes: int = 1) -> None:
        """Let time pass."""
        self.now += minutes * MINUTE

    # -- the meeting -----------------------------------------------------------------------------

    def hold(self) -> None:
        """Sign in, open, take the topics one by one, close."""
        expected = [key for key in self.cast.in_office(self.sitting.day) if key not in self.sitting.away]
        self._arrive([key for key in expected if key not in self.sitting.late])
        self.now = moment(self.sitting)
        actions.open_meeting(self.meeting, by=self.chair, at=self.now)
        for position, topic in enumerate(self.sitting.topics, start=1):
            self._arrive([key for key, before in self.sitting.late.items() if before == position])
            for key in (key for key, before in self.sitting.early.items() if before == position):
                self.tick()
                actions.check_out(self.meeting, self.cast.seats[key], by=self.recorder, at=self.now)
            self._take(topic)
            if self.sitting.pause and self.sitting.pause[0] == position:
                self._pause(self.sitting.pause[1])
        self.tick(2)
        actions.close_meeting(self.meeting, by=self.chair, at=self.now)

    def _arrive(self, keys: list[str]) -> None:
        for key in keys:
            self.tick()
            actions.check_in(self.meeting, self.cast.seats[key], by=self.recorder, at=self.now)
        if self.meeting.opened_at is None:
            for observer in self.meeting.observers.all():
                actions.check_in(self.meeting, observer, by=self.recorder, at=self.now)

    def _pause(self, minutes: int) -> None:
        self.tick()
        until = self.now + minutes * MINUTE
        actions.adjourn_meeting(self.meeting, until, by=self.chair, at=self.now)
        self.now = until
        actions.resume_meeting(self.meeting, by=self.chair, at=self.now)

    # -- a topic ---------------------------------------------------------------------------------

    def _take(self, topic: Topic) -> None:
        """Take a topic from where it stands to its outcome."""
        self.tick(2)
        item = self._item(topic)
        if topic.untouched:
            self._set_aside(topic, item, self.chair)
            return
        for key, why in topic.recused.items():
            ground = "relative" if "亲属" in why else "self" if "本人" in why else "other"
            actions.declare_recusal(item, None, ground, why, by=self.cast.users[key], at=self.now)
        chair = self._hand_over(topic, item)
        if topic.blocked:
            self._blocked(topic, item, chair)
            return
        actions.start_item(item, by=chair, at=self.now)
        self._discuss(topic, item)
        if topic.end == "vote":
            actions.close_discussion(item, by=chair, at=self.now)
            self._vote(topic, item, chair)
        elif topic.end == "conclude":
            asked = topic.kind == "transmission" and not topic.measures
            none = "由有关部门按职责落实，不另提具体措施" if asked else ""
            self.tick(2)
            actions.conclude_item(item, topic.text, topic.measures, none, by=chair, at=self.now)
        else:
            self._set_aside(topic, item, chair)

    def _item(self, topic: Topic) -> AgendaItem:
        if topic.ad_hoc:
            self.items[topic.title] = actions.add_item(
                self.meeting,
                title=topic.title,
                kind=topic.kind,
                reason=topic.ad_hoc,
                decision_draft=topic.draft,
                reporter=topic.unit,
                by=self.chair,
                at=self.now,
            )
        return AgendaItem.objects.get(pk=self.items[topic.title].pk)

    def _hand_over(self, topic: Topic, item: AgendaItem) -> User:
        if not topic.chair:
            return self.chair
        actions.hand_over_chair(item, self.cast.seats[topic.chair], by=self.chair, at=self.now)
        return self.cast.users[topic.chair]

    def _blocked(self, topic: Topic, item: AgendaItem, chair: User) -> None:
        """Try to take a topic up, be refused by the rules, and postpone it."""
        try:
            actions.start_item(item, by=chair, at=self.now)
        except Refused:
            self._set_aside(topic, AgendaItem.objects.get(pk=item.pk), chair)
            return
        raise AssertionError(f"the rules let {topic.title!r} be taken up, against the story")

    def _set_aside(self, topic: Topic, item: AgendaItem, chair: User) -> None:
        act = {
            "withdraw": actions.withdraw_item,
            "postpone": actions.postpone_item,
            "refer": actions.refer_upward,
        }[topic.end]
        self.tick()
        act(item, topic.text, by=chair, at=self.now)

    def _discuss(self, topic: Topic, item: AgendaItem) -> None:
        self.tick(4)
        gist = topic.summary or f"汇报了{topic.title}的有关情况。"
        actions.report(item, gist, topic.unit or str(item.reporter), by=self.recorder, at=self.now)
        for opinion in item.opinions.all():
            self.tick()
            actions.read_out_opinion(opinion, by=self.recorder, at=self.now)
        for key, text in topic.talk:
            self.tick(2)
            actions.speak(item, self.cast.seats[key], text, by=self.recorder, at=self.now)
        if self._is_divided(topic) and not topic.talk and not topic.wordless:
            speaker = next(seat for seat in item.floor().silent if seat != item.chair_id)
            seat = Membership.objects.get(pk=speaker)
            actions.speak(item, seat, ASKED, by=self.recorder, at=self.now)
        observer = self.meeting.observers.first()
        words = topic.aside or self._no_other_opinion(topic)
        if words and observer is not None:
            actions.note_observer_opinion(item, observer, words, by=self.recorder, at=self.now)
        self.tick(2)
        actions.speak_for_rest(item, by=self.recorder, at=self.now)

    @staticmethod
    def _is_divided(topic: Topic) -> bool:
        return bool(topic.stances) or (topic.tally is not None and set(topic.tally) != {"approve"})

    def _no_other_opinion(self, topic: Topic) -> str:
        """Return what the observer says at the last topic, when nothing was said before."""
        topics = self.sitting.topics
        discussed = [
            record for record in topics if record.end in ("vote", "conclude") and not record.untouched
        ]
        asked = not self.sitting.unheard and not any(row.aside for row in topics)
        return NO_OTHER_OPINION if asked and topic is discussed[-1] else ""

    # -- a vote ----------------------------------------------------------------------------------

    def _vote(self, topic: Topic, item: AgendaItem, chair: User) -> None:
        self.tick()
        if topic.repeated:
            opened = vote_actions.open_vote(item, topic.method, by=chair, at=self.now)
            self.tick()
            vote_actions.void_vote(opened.vote, topic.repeated, by=chair, at=self.now)
            item = AgendaItem.objects.get(pk=item.pk)
            self.tick()
        if topic.method == "secret_ballot":
            self._secretly(topic, item, chair)
            return
        vote = vote_actions.open_vote(item, topic.method, by=chair, at=self.now).vote
        self.tick()
        different = {self.cast.seats[key].pk: stance for key, stance in topic.stances.items()}
        vote_actions.cast_for_all(vote, "approve", different, by=self.recorder, at=self.now)
        self.tick()
        vote_actions.close_vote(vote, by=chair, at=self.now)

    def _secretly(self, topic: Topic, item: AgendaItem, chair: User) -> None:
        on_paper = topic.tally is not None
        opened = vote_actions.open_vote(
            item,
            topic.method,
            "paper" if on_paper else "screen",
            scrutineer=self.cast.users["member5"].name,
            teller=self.recorder.name,
            by=chair,
            at=self.now,
        )
        self.tick(3)
        if topic.tally is not None:
            vote_actions.enter_tally(opened.vote, Tally(**topic.tally), by=self.recorder, at=self.now)
            vote_actions.close_vote(opened.vote, by=chair, at=self.now)
            return
        self._on_screens(topic, opened.vote, chair)
        self.tick()
        vote_actions.close_vote(opened.vote, by=chair, at=self.now)
        self.tick()
        vote_actions.count_vote(opened.vote, opened.slips[0], opened.slips[2], by=chair, at=self.now)

    def _on_screens(self, topic: Topic, vote: Vote, chair: User) -> None:
        """Let everybody vote in person on a screen of his own, the chair last."""
        keys = {seat.pk: key for key, seat in self.cast.seats.items()}
        for pk in sorted(vote.seats(), key=lambda seat: seat == vote.chair_id):
            key = keys[pk]
            stance = topic.stances.get(key, "approve")
            vote_actions.cast_ballot(vote, stance, by=self.cast.users[key], at=self.now)
