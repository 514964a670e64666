"""A year of the body of five without a fault, told through the acts; and single rows that go wrong."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from lifes import actions as life_actions
from lifes.models import DemocraticLifeMeeting
from meetings import actions as meeting_actions
from meetings.models import Decision, MajorIssueEntry, MajorIssueList, Meeting, TopicProposal
from study import actions as study_actions
from study.models import Essay, StudySession
from tests.cast import START, Cast, make_sitting
from tests.lifes import year as lifes
from tests.reports.checks.year.facts import DAY, MINUTE, at
from tests.reports.upward import story as papers
from tests.study.year import planned
from votes import actions as vote_actions

SECONDS = timedelta(seconds=70)


def words(seed: int, length: int = 90) -> str:
    """A text like no other one of another seed."""
    return "".join(chr(0x4E00 + (seed * 977 + number * (31 + seed)) % 6000) for number in range(length))


def studied(cast: Cast, day: date, present: str = "sdabc", *, minutes: int = 120, **more) -> StudySession:
    """Hold a study to whose door people came one after the other; materials kept, not yet recorded."""
    session, clerk = planned(cast, day, minutes=minutes, **more), cast.user("clerk")
    start = session.starts_at
    paper = SimpleUploadedFile("材料.txt", "学习材料".encode())
    study_actions.attach_material(session, paper, "材料", by=clerk, at=start - DAY)
    for number, name in enumerate(present):
        came = start - 10 * MINUTE + number * SECONDS
        study_actions.check_in(session, cast.seats[name], by=clerk, at=came)
    study_actions.open_session(session, by=clerk, at=start)
    return study_actions.close_session(session, by=clerk, at=start + minutes * MINUTE)


def recorded(cast: Cast, day: date, present: str = "sdabc", **more) -> StudySession:
    session = studied(cast, day, present, **more)
    assert session.ended_at is not None
    return study_actions.record_session(
        session, "学习讲话", by=cast.user("clerk"), at=session.ended_at + timedelta(hours=1)
    )


def wrote(cast: Cast, who: str, seed: int, day: date, *, text: str = "") -> Essay:
    author, moment = cast.user(who), at(day, 15)
    given = {"title": f"体会{seed}", "text": text or words(seed)}
    made = study_actions.draft_essay(cast.group, by=author, at=moment, **given)
    study_actions.submit_essay(made, by=author, at=moment)
    return study_actions.accept_essay(made, by=cast.user("clerk"), at=moment + timedelta(hours=2))


def listed(cast: Cast, adopted: date = date(2025, 1, 2)) -> MajorIssueList:
    """Adopt a list that names a threshold of 400 for funds."""
    clerk, head, when = cast.user("clerk"), cast.user("s"), at(adopted)
    version = meeting_actions.draft_list(cast.group, by=clerk, at=when)
    line = MajorIssueEntry(category="funds", matter="大额资金使用", threshold_amount=Decimal(400))
    meeting_actions.save_list_entry(version, line, by=clerk, at=when)
    return meeting_actions.adopt_list(version, "第43次会议", adopted, adopted, by=head, at=when)


def topic(cast: Cast, amount: int, day: date, **more) -> TopicProposal:
    """Propose the use of a sum, outside the list."""
    given = {
        "title": "资金安排",
        "kind": "funds",
        "proposing_unit": "县财政局",
        "outside_list_reason": "小额",
    }
    proposer = cast.seats["d"]
    return meeting_actions.draft_proposal(
        cast.group, proposer=proposer, amount=amount, by=proposer.user, at=at(day), **(given | more)
    )


def sat(cast: Cast, *, introduced: bool = True) -> Meeting:
    """Hold the meeting of March: conveyed, decided, appointed; its decisions in somebody's hands."""
    sitting = make_sitting(cast)
    chair, clerk = cast.user("s"), cast.user("clerk")
    first = sitting.item(1)
    meeting_actions.start_item(first, by=chair, at=sitting.tick())
    meeting_actions.conclude_item(first, "抓好落实", by=chair, at=sitting.tick())
    for number in (2, 3):
        item = sitting.item(number)
        meeting_actions.start_item(item, by=chair, at=sitting.tick())
        if introduced:
            meeting_actions.report(item, "汇报有关情况", by=cast.user("recorder"), at=sitting.tick())
        meeting_actions.speak_for_rest(item, by=clerk, at=sitting.tick())
        meeting_actions.close_discussion(item, by=chair, at=sitting.tick())
        vote = vote_actions.open_vote(item, "show_of_hands", by=chair, at=sitting.tick()).vote
        vote_actions.cast_for_all(vote, "approve", {}, by=clerk, at=sitting.tick())
        vote_actions.close_vote(vote, by=chair, at=sitting.tick())
    meeting_actions.close_meeting(sitting.meeting, by=chair, at=sitting.tick())
    return sitting.meeting


def followed(cast: Cast, meeting: Meeting) -> None:
    """Give the budget out as a task and close it with both leaders; an appointment leaves nothing to be done."""
    clerk, soon = cast.user("clerk"), START + DAY
    budget, appointment = Decision.objects.filter(item__meeting=meeting).order_by("pk")
    meeting_actions.edit_decision(appointment, executable=False, by=clerk, at=soon)
    task = meeting_actions.open_task(
        budget, text="下达预算", owner=cast.seats["d"], due_on=date(2025, 6, 30), by=clerk, at=soon
    )
    done = START + 60 * DAY
    meeting_actions.ask_to_close(task, "预算文件已下达", by=cast.user("d"), at=done)
    for who in "ds":
        meeting_actions.agree_to_close(task, by=cast.user(who), at=done + DAY)


def reported(cast: Cast, when: datetime = papers.AFTER) -> None:
    """Send the comprehensive report of the year."""
    given = {"report_kind": "comprehensive", "report_year": 2025, "title": "2025年度全面工作情况的报告"}
    paper = papers.consented(cast, papers.report(cast, when, **given), at=when)
    papers.sent(cast, papers.signed(cast, paper, when + DAY), when + 2 * DAY)


def criticised(cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Let everybody criticise himself and everybody else, each in words of his own."""
    recorder, when = cast.user("recorder"), lifes.START + 5 * MINUTE
    life_actions.present_last_measures(life, by=recorder, at=when)
    for name, text in lifes.TEXTS.items():
        life_actions.record_criticism(
            life, "self_criticism", cast.seats[name], None, text, by=recorder, at=when
        )
    pairs = [(one, other) for one in cast.seats for other in cast.seats if one != other]
    for seed, (one, other) in enumerate(pairs, start=100):
        life_actions.record_criticism(
            life, "criticism", cast.seats[one], cast.seats[other], words(seed, 40), by=recorder, at=when
        )


def lived(cast: Cast) -> DemocraticLifeMeeting:
    """Hold the democratic-life meeting for 2025, in January after it, with a measure carried out."""
    life = lifes.opened(cast)
    criticised(cast, life)
    end = lifes.START + 180 * MINUTE
    life_actions.close_session(life, by=cast.user("s"), at=end)
    measure = life_actions.plan_measure(
        life,
        membership=cast.seats["a"],
        owner=cast.seats["a"],
        problem_text="调研不够",
        text="每月下乡一次",
        due_on=date(2026, 6, 30),
        by=cast.user("s"),
        at=end + DAY,
    )
    life_actions.claim_done(measure, "台账见附件", by=cast.user("a"), at=end + 30 * DAY)
    life_actions.confirm_measure(measure, by=cast.user("s"), at=end + 31 * DAY)
    return life


def clean_year(cast: Cast) -> None:
    """Tell a whole year, 2025, without a fault."""
    listed(cast, date(2025, 2, 10))
    followed(cast, sat(cast))
    reported(cast)
    for month in range(1, 13):
        recorded(cast, date(2025, month, 26))
    for quarter, month in enumerate((3, 6, 9, 12)):
        for number, name in enumerate(cast.seats):
            wrote(cast, name, 5 * quarter + number + 1, date(2025, month, 27))
    lived(cast)
