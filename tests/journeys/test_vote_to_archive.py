"""One meeting from the roster to the sealed file, for a vote by name and a secret one."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from meetings import actions
from meetings.minutes import actions as minutes_actions
from members.models import LeadingGroup, Membership, RuleAdoption, StaffRole, Term, User
from reports.archive import actions as report_actions
from reports.archive import chain
from reports.archive.verify_package import verify
from votes import actions as vote_actions
from votes.models import SealedBallot, TallyLine, VoteEntry

pytestmark = pytest.mark.django_db

START = datetime(2025, 3, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


class Story:
    """A body of five, its clerk, and a clock that moves a minute with each act."""

    def __init__(self) -> None:
        self.now = START - timedelta(days=5)
        self.group = LeadingGroup(
            code="yunling",
            name="云岭县人民政府党组",
            full_name="中共云岭县人民政府党组",
            government="云岭县人民政府",
            superior="中共云岭县委员会",
            document_word="云政党组",
        )
        self.group.save()
        RuleAdoption(group=self.group, rulebook="work-rules-2024").save()
        term = Term(group=self.group, number=17, since=date(2021, 7, 1), last_ordinal=43)
        term.save()
        self.seats: dict[str, Membership] = {}
        for order, (name, post) in enumerate(
            [
                ("s", "secretary"),
                ("d", "deputy_secretary"),
                ("a", "member"),
                ("b", "member"),
                ("c", "member"),
            ],
            1,
        ):
            user = User.objects.create_user(f"user-{name}", "pw", name=f"成员{name}")
            seat = Membership(
                group=self.group,
                term=term,
                user=user,
                post=post,
                protocol_order=order,
                since=date(2021, 7, 1),
            )
            seat.save()
            self.seats[name] = seat
        self.clerk = User.objects.create_user("clerk", "pw", name="文书")
        StaffRole(group=self.group, user=self.clerk, role="clerk", since=date(2021, 7, 1)).save()

    def user(self, name: str) -> User:
        return self.seats[name].user

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def opened(self) -> object:
        """Plan, announce and open a meeting of three items, all present but c, who is on leave."""
        meeting = actions.plan_meeting(
            self.group,
            starts_at=START,
            place="第一会议室",
            recorder=self.clerk,
            by=self.clerk,
            at=self.tick(),
        )
        for fields in (
            {"title": "传达学习", "kind": "first_topic", "source_title": "讲话", "summary": "学习"},
            {"title": "预算调整", "kind": "budget", "summary": "调整", "outside_list_reason": "年度例行"},
            {
                "title": "任命",
                "kind": "personnel.appoint",
                "candidate": "甲",
                "summary": "提名",
                "outside_list_reason": "干部",
            },
        ):
            proposal = actions.draft_proposal(
                self.group, proposer=self.seats["d"], by=self.user("d"), at=self.tick(), **fields
            )
            actions.submit_proposal(proposal, by=self.user("d"), at=self.tick())
            actions.accept_proposal(proposal, by=self.user("s"), at=self.tick())
            actions.place_proposal(meeting, proposal, by=self.clerk, at=self.tick())
        actions.approve_agenda(meeting, by=self.user("s"), at=self.tick())
        actions.give_notice(meeting, by=self.clerk, at=self.tick())
        leave = actions.request_leave(meeting, "business_trip", by=self.user("c"), at=self.tick())
        actions.approve_leave(leave, by=self.user("s"), at=self.tick())
        actions.read_notice(meeting, by=self.user("a"), at=self.tick())
        self.now = START - timedelta(minutes=20)
        for name in "sdab":
            actions.check_in(meeting, self.seats[name], by=self.clerk, at=self.tick())
        self.now = START
        actions.open_meeting(meeting, by=self.user("s"), at=self.tick())
        return meeting


def refused(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(error.value.code)


def test_from_the_roster_to_the_sealed_file() -> None:
    story = Story()
    meeting = story.opened()
    first, budget, personnel = meeting.items.on_agenda()
    assert meeting.ordinal == 44
    s, clerk = story.user("s"), story.clerk

    actions.start_item(first, by=s, at=story.tick())
    actions.conclude_item(first, "学习完毕", by=s, at=story.tick())

    actions.start_item(budget, by=s, at=story.tick())
    with pytest.raises(ValidationError) as error:
        actions.speak(budget, by=s, at=story.tick())
    assert refused(error) == "chair_speaks_last"
    with pytest.raises(ValidationError) as error:
        vote_actions.open_vote(budget, "show_of_hands", by=s, at=story.tick())
    assert refused(error) == "discussion_required"
    actions.speak(budget, story.seats["d"], "同意", by=story.user("d"), at=story.tick())
    actions.speak_for_rest(budget, by=clerk, at=story.tick())
    actions.close_discussion(budget, by=s, at=story.tick())
    vote = vote_actions.open_vote(budget, "show_of_hands", by=s, at=story.tick()).vote
    with pytest.raises(ValidationError) as error:
        vote_actions.cast_ballot(vote, "approve", by=s, at=story.tick())
    assert refused(error) == "chair_votes_last"
    with pytest.raises(ValidationError) as error:
        vote_actions.cast_ballot(vote, "approve", by=story.user("c"), at=story.tick())
    assert refused(error) == "not_present"
    vote_actions.cast_for_all(vote, "approve", {story.seats["b"].pk: "oppose"}, by=clerk, at=story.tick())
    vote_actions.close_vote(vote, by=s, at=story.tick())
    budget.refresh_from_db()
    assert (budget.outcome, budget.formula) == ("passed", "应到5 实到4 回避0 赞成3 反对1 弃权0；3×2>5 通过")
    assert budget.decision.number == "17-44-2"

    actions.start_item(personnel, by=s, at=story.tick())
    actions.speak_for_rest(personnel, by=clerk, at=story.tick())
    actions.close_discussion(personnel, by=s, at=story.tick())
    opened = vote_actions.open_vote(personnel, "secret_ballot", by=s, at=story.tick())
    secret = opened.vote
    receipts = {
        vote_actions.cast_ballot(secret, choice, by=story.user(name), at=story.tick())
        for name, choice in (("d", "approve"), ("a", "approve"), ("b", "defer"), ("s", "approve"))
    }
    assert len(receipts) == 4
    assert "approve" not in str(list(VoteEntry.objects.filter(record=secret, verb="cast").values()))
    vote_actions.close_vote(secret, by=s, at=story.tick())
    with pytest.raises(ValidationError) as error:
        vote_actions.count_vote(secret, opened.slips[0], opened.slips[0], by=s, at=story.tick())
    assert refused(error) == "slips_do_not_fit"
    vote_actions.count_vote(secret, opened.slips[0], opened.slips[2], by=s, at=story.tick())
    secret.refresh_from_db()
    assert (secret.result, secret.wraps) == ("passed", None)
    assert dict(TallyLine.objects.filter(vote=secret).values_list("choice", "n"))["approve"] == 3
    assert set(SealedBallot.objects.values_list("receipt", flat=True)) == receipts

    actions.close_meeting(meeting, by=s, at=story.tick())
    with pytest.raises(ValidationError) as error:
        report_actions.seal_meeting(meeting, by=clerk, at=story.tick())
    assert refused(error) == "record_unsigned"
    actions.sign_record(meeting, "recorder", by=clerk, at=story.tick())
    actions.sign_record(meeting, "chair", by=s, at=story.tick())
    with pytest.raises(ValidationError) as error:
        report_actions.seal_meeting(meeting, by=clerk, at=story.tick())
    assert refused(error) == "minutes_missing"
    minutes = minutes_actions.draft_minutes(meeting, by=clerk, at=story.tick())
    minutes_actions.sign_minutes(minutes, by=s, at=story.tick())
    minutes_actions.issue_minutes(minutes, by=clerk, at=story.tick())
    assert minutes.number == "云政党组纪〔2025〕1号"
    meeting.refresh_from_db()
    package = report_actions.seal_meeting(meeting, by=clerk, at=story.tick())
    with pytest.raises(ValidationError) as error:
        actions.amend_meeting(meeting, place="第二会议室", by=clerk, at=story.tick())
    assert refused(error) == "archived"

    report = verify(bytes(package.data), kept=package.signed)
    assert report.failures == []
    again = report_actions.seal_meeting(meeting, by=clerk, at=story.tick())
    assert again.leaf == package.leaf
    assert chain.first_breach([package.signed], [report.signer]) is None
