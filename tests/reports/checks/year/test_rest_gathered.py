"""CHK-23 to CHK-27, CHK-32 to CHK-38 and CHK-40 on records made through the acts."""

from datetime import date, timedelta

import pytest

from lifes import actions as life_actions
from meetings import actions as meeting_actions
from meetings.models import AgendaItem, Decision
from members import actions as member_actions
from reports.archive.models import ArchivePackage
from reports.research.actions import projects as research
from reports.research.articles import actions as articles
from reports.standalone.verify import FACTS
from reports.upward.incidents.actions import report_first
from tests.cast import SEATS, START, Cast, make_body, make_notified
from tests.lifes import year as lifes
from tests.reports.checks.year import story
from tests.reports.checks.year.facts import DAY, MINUTE, at
from tests.reports.checks.year.sources import found, raised
from tests.reports.research.test_articles import article
from tests.reports.research.test_research import DAY as VISIT
from tests.reports.research.test_research import final, project
from tests.reports.upward.story import TELLING, consented, decided, report, request, sent, signed
from tests.reports.upward.test_incidents import incident

pytestmark = pytest.mark.django_db
AFTER = date(2026, 1, 2)


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def test_chk_23_missing_then_adopted_then_old(cast: Cast) -> None:
    (one,) = raised(cast.group, "CHK-23", date(2025, 3, 1))
    assert (one.kind, one.verdict.code, one.weight) == ("leadinggroup", "list_missing", "hard")
    version = story.listed(cast, date(2025, 3, 1))
    assert found(cast.group, "CHK-23", date(2025, 3, 1)) == []
    assert found(cast.group, "CHK-23", date(2026, 3, 1), 2026) == []
    old = [("warn", "list_not_reviewed", version.pk, "")]
    assert found(cast.group, "CHK-23", date(2026, 3, 2), 2026) == old


@pytest.mark.parametrize(("second", "split"), [(200, True), (199, False)], ids=["at the threshold", "below"])
def test_chk_24_split_topics_of_one_unit(cast: Cast, second: int, split: bool) -> None:
    story.listed(cast)
    first = story.topic(cast, 200, date(2025, 3, 3))
    other = story.topic(cast, second, date(2025, 4, 3))
    assert found(cast.group, "CHK-24", date(2025, 5, 1)) == []
    meeting_actions.abandon_proposal(other, by=cast.user("d"), at=at(date(2025, 4, 4)))
    wanted = [("warn", "split_below_threshold", first.pk, "funds")] if split else []
    assert found(cast.group, "CHK-24", date(2025, 5, 1)) == wanted


def test_chk_24_above_the_threshold_and_never_at_a_meeting(cast: Cast) -> None:
    story.listed(cast)
    one = story.topic(cast, 400, date(2025, 3, 3))
    assert found(cast.group, "CHK-24", date(2025, 12, 31)) == []
    assert found(cast.group, "CHK-24", AFTER) == [("warn", "above_threshold_not_brought", one.pk, "")]


def test_chk_25_in_nobodys_hands_overdue_and_done(cast: Cast) -> None:
    meeting = story.sat(cast)
    budget, appointment = Decision.objects.filter(item__meeting=meeting).order_by("pk")
    week = START.date() + 7 * DAY
    assert found(cast.group, "CHK-25", week) == []
    assert found(cast.group, "CHK-25", week + DAY) == [
        ("warn", "decision_without_due_day", one.pk, "") for one in (budget, appointment)
    ]
    story.followed(cast, meeting)
    assert found(cast.group, "CHK-25", AFTER) == []
    task = budget.tasks.get()
    meeting_actions.continue_task(task, "尚未完成", by=cast.user("s"), at=START + 90 * DAY)
    assert found(cast.group, "CHK-25", date(2025, 6, 30)) == []
    assert found(cast.group, "CHK-25", date(2025, 7, 1)) == [("warn", "decision_overdue", task.pk, "due")]


def test_chk_26_the_year_without_its_report_and_with_it(cast: Cast) -> None:
    assert found(cast.group, "CHK-26", date(2025, 12, 31)) == []
    missing = [("hard", "annual_report_missing", cast.group.pk, "")]
    assert found(cast.group, "CHK-26", date(2026, 1, 1)) == missing
    story.reported(cast)
    assert found(cast.group, "CHK-26", date(2026, 1, 1)) == []


def test_chk_26_a_request_not_sent_and_an_incident_late(cast: Cast) -> None:
    paper = request(cast, acts_on=date(2025, 5, 1))
    assert found(cast.group, "CHK-26", date(2025, 5, 1)) == []
    unsent = ("warn", "request_never_sent", paper.pk, "")
    assert found(cast.group, "CHK-26", date(2025, 5, 2)) == [unsent]
    known, clerk = START, cast.user("clerk")
    for hours in (24, 25):
        late = incident(cast)
        when = known + timedelta(hours=hours)
        report_first(late, when, "phone", "县委办公室", by=clerk, at=when)
    assert found(cast.group, "CHK-26", date(2025, 5, 2)) == [unsent, ("warn", "reported_late", late.pk, "")]


def test_chk_27_a_wish_inside_a_report(cast: Cast) -> None:
    for body in (TELLING, "情况如上。希望县委给予支持。"):
        paper = sent(cast, signed(cast, consented(cast, report(cast, body=body))))
    (one,) = raised(cast.group, "CHK-27", AFTER)
    assert (one.key, one.verdict.code, dict(one.verdict.figures)) == (
        paper.pk,
        "request_suspected",
        {"sentences": 1},
    )


def test_chk_32_a_ring_of_criticism_has_holes_and_all_to_all_has_none(cast: Cast) -> None:
    life = lifes.opened(cast, present="sdab")
    lifes.spoken(cast, life, "sdab")
    life_actions.close_session(life, by=cast.user("s"), at=lifes.START + 180 * MINUTE)
    (holes, absent) = raised(cast.group, "CHK-32", date(2026, 2, 1), 2026)
    assert (holes.verdict.code, dict(holes.verdict.figures)) == ("matrix_holes", {"empty": 8, "pairs": 12})
    assert (absent.verdict.code, dict(absent.verdict.figures)) == ("statement_missing", {"absent": 1})
    other = make_body("gaopo", SEATS)
    story.lived(other)
    assert found(other.group, "CHK-32", date(2026, 2, 1), 2026) == []


def test_chk_32_the_same_outline_is_asked_about_until_somebody_answers(cast: Cast) -> None:
    life = lifes.begun(cast)
    for name in "ab":
        author = cast.user(name)
        outline = life_actions.begin_outline(life, by=author, at=lifes.BEFORE)
        life_actions.write_outline(outline, lifes.TEXTS["a"], by=author, at=lifes.BEFORE)
        life_actions.submit_outline(outline, by=author, at=lifes.BEFORE)
    question = life.questions.get()
    # The session itself is told elsewhere; here it only has to have been held.
    type(life)._base_manager.filter(pk=life.pk).update(
        state="closed", opened_at=lifes.START, closed_at=lifes.START + DAY
    )
    alike = [one for one in found(cast.group, "CHK-32", date(2026, 2, 1), 2026) if "alike" in one[3]]
    assert alike == [("warn", "outline_alike", life.pk, "alike outline")]
    life.refresh_from_db()
    life_actions.answer_likeness(life, question, "已说明", by=cast.user("s"), at=lifes.START + DAY)
    assert not [one for one in found(cast.group, "CHK-32", date(2026, 2, 1), 2026) if "alike" in one[3]]


def test_chk_32_none_held_unless_postponed_with_consent(cast: Cast) -> None:
    assert found(cast.group, "CHK-32", AFTER) == [("warn", "life_not_held", cast.group.pk, "")]
    life = lifes.begun(cast, planned_on=date(2025, 12, 20))
    assert found(cast.group, "CHK-32", date(2025, 12, 31)) == []
    assert found(cast.group, "CHK-32", AFTER) == [("warn", "life_not_held", cast.group.pk, "")]
    life_actions.postpone_life(life, "县委组复〔2025〕8号", by=cast.user("clerk"), at=lifes.BEFORE)
    assert found(cast.group, "CHK-32", AFTER) == []


def test_chk_33_a_problem_without_measure_and_one_overdue(cast: Cast) -> None:
    life, clerk = story.lived(cast), cast.user("clerk")
    when = lifes.START + DAY
    life_actions.list_problem(life, membership=None, text="统筹不够", by=clerk, at=when)
    due = date(2026, 1, 14) + 15 * DAY
    assert found(cast.group, "CHK-33", due, 2026) == []
    assert found(cast.group, "CHK-33", due + DAY, 2026) == [
        ("hard", "problem_without_measure", life.pk, "problems")
    ]
    measure = life_actions.plan_measure(
        life,
        membership=None,
        problem=life.problems.get(),
        text="每月调度",
        owner=cast.seats["d"],
        due_on=date(2026, 4, 30),
        by=cast.user("s"),
        at=when,
    )
    assert found(cast.group, "CHK-33", date(2026, 4, 30), 2026) == []
    overdue = [("hard", "measure_overdue", measure.pk, "due")]
    assert found(cast.group, "CHK-33", date(2026, 5, 1), 2026) == overdue


def test_chk_34_opinions_that_were_not_fed_back(cast: Cast) -> None:
    life = story.lived(cast)
    assert found(cast.group, "CHK-34", date(2026, 2, 1), 2026) == []
    more = lifes.round_of(cast, life, title="座谈会", kind="forum", held_on=date(2025, 12, 1), attended=8)
    life_actions.close_round(more, by=cast.user("clerk"), at=lifes.BEFORE)
    life_actions.sort_opinion(more, "多听意见", cast.seats["b"], by=cast.user("clerk"), at=lifes.BEFORE)
    assert found(cast.group, "CHK-34", date(2026, 2, 1), 2026) == [
        ("warn", "not_fed_back", life.pk, "feedback")
    ]


def test_chk_35_what_was_reported_and_the_file_of_a_candidate(cast: Cast) -> None:
    bare = decided(cast, "personnel.appoint", candidate="甲", start=at(date(2025, 2, 18)))
    assert found(cast.group, "CHK-35", AFTER) == [
        ("hard", "introduction_missing", bare.pk, "introduction"),
        ("hard", "candidate_papers_missing", bare.pk, "candidate"),
    ]
    other = make_body("gaopo", SEATS)
    story.sat(other)
    assert found(other.group, "CHK-35", AFTER) == []
    third = make_body("third", SEATS)
    meeting = story.sat(third, introduced=False)
    item = AgendaItem.objects.get(meeting=meeting, kind="personnel.appoint")
    wanted = [("hard", "introduction_missing", item.pk, "introduction")]
    assert found(third.group, "CHK-35", AFTER) == wanted


def test_chk_36_registered_late_and_approved_before(cast: Cast) -> None:
    late, author = article(cast), cast.user("a")
    articles.register_late(late, date(2025, 5, 20), "疏忽", by=author, at=at(date(2025, 5, 21)))
    good = article(cast, text="另一篇")
    articles.apply_for_article(good, by=author, at=at(date(2025, 5, 6)))
    articles.approve_article(good, "同意", by=cast.user("s"), at=at(date(2025, 5, 6), 10))
    articles.publish_article(good, date(2025, 5, 6), by=author, at=at(date(2025, 5, 7)))
    assert good.state == "published"
    assert found(cast.group, "CHK-36", AFTER) == [("hard", "published_before_approval", late.pk, "")]


def test_chk_37_a_major_report_unsent_visits_that_cluster_and_no_result(cast: Cast) -> None:
    major = final(cast, major=True)
    other, leader = project(cast, "b", theme="农村道路"), cast.user("b")
    research.plan_visit(other, "东山乡", VISIT + 2 * DAY, by=leader, at=at(date(2025, 5, 6)))
    research.approve_project(other, by=cast.user("s"), at=at(date(2025, 5, 6)))
    limit = major.final_on + 7 * DAY
    cluster = ("warn", "visits_clustered", other.pk, f"visit {VISIT + 2 * DAY}")
    late = max(limit, VISIT + 2 * DAY)
    assert cluster in found(cast.group, "CHK-37", late)
    assert cluster not in found(cast.group, "CHK-37", VISIT + DAY)
    ended = VISIT + 2 * DAY + 30 * DAY
    unsent = ("warn", "major_report_unsent", major.pk, "major")
    nothing = ("warn", "output_missing", other.pk, "output")
    assert found(cast.group, "CHK-37", ended) == [unsent, cluster]
    assert found(cast.group, "CHK-37", ended + DAY) == [unsent, nothing, cluster]
    research.send_to_secretary(major, by=cast.user("a"), at=at(limit))
    assert found(cast.group, "CHK-37", ended) == [cluster]


@pytest.mark.parametrize(
    ("revoked", "wrong"),
    [(START.date(), True), (START.date() + DAY, False)],
    ids=["that day", "the day after"],
)
def test_chk_38_a_deputy_presides_by_an_authorisation_that_was_in_force(
    cast: Cast, revoked: date, wrong: bool
) -> None:
    since, head = START.date() - DAY, cast.user("s")
    given = member_actions.authorise(
        cast.group, cast.seats["s"], cast.seats["d"], ["preside"], since, START.date(), "授权", by=head, at=START - DAY
    )  # fmt: skip
    sitting = story_of_deputy(cast)
    assert found(cast.group, "CHK-38", AFTER) == []
    member_actions.revoke_authorization(given, revoked, "收回", by=head, at=START + DAY)
    wanted = [("hard", "chair_not_authorised", sitting, "")] if wrong else []
    assert found(cast.group, "CHK-38", AFTER) == wanted


def story_of_deputy(cast: Cast) -> int:
    """Let the deputy open a meeting; return its key."""
    notified = make_notified(cast)
    for name in "dabc":
        meeting_actions.check_in(notified.meeting, cast.seats[name], by=cast.user("clerk"), at=START - MINUTE)
    meeting_actions.open_meeting(notified.meeting, cast.seats["d"], by=cast.user("d"), at=START)
    return notified.meeting.pk


def test_chk_40_unsealed_after_june_incomplete_and_in_order(cast: Cast) -> None:
    meeting = story.sat(cast)
    due = date(2026, 6, 30)
    assert found(cast.group, "CHK-40", due) == []
    late = [("warn", "not_archived", meeting.pk, "handover")]
    assert found(cast.group, "CHK-40", due + DAY) == late
    # The papers are known by their keys; what their files are called is nobody's concern.
    files = [
        {"name": FACTS, "size": 1},
        {"name": "documents/记录稿.pdf", "size": 1, "paper": "meeting_record"},
        {"name": "documents/甲.pdf", "size": 1, "paper": "meeting_notice"},
        {"name": "documents/乙.pdf", "size": 1, "paper": "sign_in_sheet"},
        {"name": "documents/会议纪要.pdf", "size": 1, "paper": "issue_slip"},
    ]
    package = ArchivePackage(
        group=cast.group, meeting=meeting, archive_code="YL-WS·2025-Y-BGS-0001", seq=0, kind="meeting_archived",
        at="2025-04-01", obj_hash="0" * 64, prev="0" * 64, leaf="0" * 64, signature="0" * 128, salt=b"0",
        checkpoint="-", sha256="0" * 64, size=1, files=files, data=b"0",
        sealed_at=at(date(2025, 4, 1)),
    )  # fmt: skip
    package.save()
    (one,) = raised(cast.group, "CHK-40", due + DAY)
    assert (one.verdict.code, one.verdict.figures["lacks"]) == ("archive_incomplete", "会议纪要")
