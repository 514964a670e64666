"""Do forms say what the records hold?"""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings import actions
from meetings.models import LeaveRequest, MajorIssueEntry, Meeting, Minutes, TopicProposal
from meetings.papers.topic_approval import TopicDecision
from members.models import Authorization, LeadingGroup
from reports.archive.models import ArchivePackage
from reports.standalone.verify import MANIFEST, unpacked
from tests.papers.printed import PAPERS, YEAR
from tests.world.sealed import LaterStory
from votes.models import Vote
from votes.papers.ballot_paper import PERSONNEL_OPTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> LaterStory:
    return LaterStory()


def test_every_form_is_filled_from_every_record_of_a_sealed_meeting(story: LaterStory) -> None:
    package = story.sealed()
    Authorization(
        group=story.group,
        grantor=story.seats["s"],
        grantee=story.seats["d"],
        powers=["sign"],
        basis="党组会议决定",
        since=date(2025, 3, 1),
        until=date(2025, 12, 31),
    ).save()
    filled = {
        name: [source.html(source.facts(record)) for record in source.records(package.group, story.clerk)]
        for name, source in PAPERS.items()
        if name not in YEAR
    }
    none = {name for name, pages in filled.items() if not pages}
    assert none == {"written_opinion", "supervision_slip", "major_issue_list"}
    assert all("<html" in page for pages in filled.values() for page in pages)


def test_labels_are_told_in_one_query_a_list(story: LaterStory, django_assert_max_num_queries) -> None:
    group = LeadingGroup.objects.get(pk=story.sealed().group_id)
    for name, source in PAPERS.items():
        # Which outlines somebody reads is asked of a predicate, which needs queries of its own.
        with django_assert_max_num_queries(3 if name == "outline_cover" else 1):
            assert all(source.label(record) for record in source.records(group, story.clerk))


def test_a_notice_prints_the_agenda_as_it_was_announced(story: LaterStory) -> None:
    meeting = story.closed()
    facts = PAPERS["meeting_notice"].facts(meeting.notices.get())
    assert [(item.order, item.title) for item in facts.agenda] == [
        (1, "传达学习"),
        (2, "预算调整"),
        (3, "任命"),
    ]
    assert (facts.kind, facts.supplement, facts.recipient) == ("例行会议", 0, "各党组成员")
    assert len(facts.attendees) == 5


def test_a_topic_form_names_who_settled_it_and_the_quorum(story: LaterStory) -> None:
    story.closed()
    facts = PAPERS["topic_approval"].facts(TopicProposal.objects.get(title="任命"))
    assert (facts.decision, facts.quorum) == (TopicDecision.AGREE, "三分之二以上")
    assert (facts.secretary.name, facts.proposer.name) == ("成员s", "成员d")
    assert facts.list_entry == "清单外：干部"
    assert PAPERS["topic_approval"].facts(TopicProposal.objects.get(title="预算调整")).quorum == "半数以上"


def test_a_leave_slip_says_who_allowed_it(story: LaterStory) -> None:
    story.closed()
    facts = PAPERS["leave_slip"].facts(LeaveRequest.objects.get())
    assert (facts.member, facts.reason, facts.approved, facts.approver) == (
        "成员c",
        "因公出差",
        True,
        "成员s",
    )
    assert facts.has_opinion is False


def test_the_sign_in_sheet_counts_everybody(story: LaterStory) -> None:
    facts = PAPERS["sign_in_sheet"].facts(story.closed())
    assert (facts.expected, facts.present, facts.on_leave, facts.absent) == (5, 4, 1, 0)
    remarks = {row.name: row.remark for row in facts.members}
    assert remarks["成员c"].startswith("请假（")
    assert remarks["成员a"] == ""


def test_before_the_meeting_the_sign_in_sheet_is_open(story: LaterStory) -> None:
    meeting = actions.plan_meeting(
        story.group,
        starts_at=story.now + timedelta(days=30),
        place="第一会议室",
        recorder=story.clerk,
        by=story.clerk,
        at=story.tick(),
    )
    facts = PAPERS["sign_in_sheet"].facts(meeting)
    assert (facts.expected, facts.present, facts.absent) == (5, None, None)
    assert {row.remark for row in facts.members} == {""}


def test_the_register_of_recusals_tells_item_and_ground(story: LaterStory) -> None:
    (row,) = PAPERS["recusal_register"].facts(story.closed()).rows
    assert (row.item, row.member, row.ground) == ("第二项 预算调整", "成员b", "涉及亲属（配偶）")
    assert row.raised_by == "成员s提出"


def test_ballots_of_a_personnel_item_offer_to_defer_one_for_each_voter(story: LaterStory) -> None:
    item = story.closed().items.get(title="任命")
    facts = PAPERS["ballot_paper"].facts(item)
    assert facts.options == PERSONNEL_OPTIONS
    assert (facts.matter, facts.secret, facts.copies) == ("任命（甲）", True, 5)


def test_the_tally_sheet_adds_up(story: LaterStory) -> None:
    story.closed()
    facts = PAPERS["tally_sheet"].facts(Vote.objects.get())
    assert (facts.method, facts.base, facts.recused, facts.in_room) == ("举手表决", 5, 1, 3)
    assert (facts.yes, facts.no, facts.abstain, facts.defer) == (3, 0, 0, None)
    assert facts.sent is None
    assert facts.result == "通过"
    assert facts.formula.endswith("通过")


def test_an_uncounted_vote_shows_no_figure(story: LaterStory) -> None:
    story.closed()
    vote = Vote.objects.get()
    vote.__dict__["state"] = "closed"
    facts = PAPERS["tally_sheet"].facts(vote)
    assert (facts.yes, facts.no, facts.abstain, facts.not_voted) == (None, None, None, None)


def test_an_excerpt_holds_one_item_and_nothing_else(story: LaterStory) -> None:
    minutes = story.issued()
    item = minutes.meeting.items.get(title="预算调整")
    facts = PAPERS["minutes_excerpt"].facts(item)
    assert (facts.number, facts.item.order) == ("云政党组纪〔2025〕1号", 2)
    assert "任命" not in PAPERS["minutes_excerpt"].html(facts)


def test_there_is_no_excerpt_without_minutes(story: LaterStory) -> None:
    item = story.closed().items.first()
    assert item is not None
    with pytest.raises(Minutes.DoesNotExist):
        PAPERS["minutes_excerpt"].facts(item)


def test_the_issue_slip_names_drafter_and_signer(story: LaterStory) -> None:
    facts = PAPERS["issue_slip"].facts(story.issued())
    assert (facts.drafter.name, facts.signer.name, facts.number) == ("文书", "成员s", "云政党组纪〔2025〕1号")


def test_the_supervision_slip_tells_where_the_task_comes_from(story: LaterStory) -> None:
    meeting = story.closed()
    decision = meeting.items.get(title="预算调整").decision
    task = actions.open_task(
        decision,
        text="调整预算",
        owner=story.seats["d"],
        due_on=date(2025, 6, 30),
        unit="县财政局",
        by=story.clerk,
        at=story.tick(),
    )
    facts = PAPERS["supervision_slip"].facts(task)
    assert (facts.owner, facts.closed) == ("县财政局", None)
    assert facts.source.startswith("云岭县人民政府党组第44次会议第二项")


def test_a_list_of_major_questions_prints_thresholds(story: LaterStory) -> None:
    issue_list = actions.draft_list(story.group, by=story.clerk, at=story.tick())
    entry = MajorIssueEntry(
        issue_list=issue_list, category="funds", matter="大额资金使用", threshold_amount=500
    )
    actions.save_list_entry(issue_list, entry, by=story.clerk, at=story.tick())
    (row,) = PAPERS["major_issue_list"].facts(issue_list).rows
    assert (row.matter, row.threshold) == ("大额资金使用", "500万元")


def test_the_catalogue_of_a_year_lists_its_files(story: LaterStory) -> None:
    package = story.sealed()
    facts = PAPERS["archive_catalogue"].facts(ArchivePackage.objects.get(pk=package.pk))
    (row,) = facts.rows
    assert (facts.year, facts.retention, row.code) == (2025, "永久", package.archive_code)
    assert row.document_number == "云政党组纪〔2025〕1号"
    assert Meeting.objects.get().state == "archived"


def test_a_sealed_file_names_its_papers_by_their_keys(story: LaterStory) -> None:
    package = story.sealed()
    manifest = json.loads(dict(unpacked(bytes(package.data)))[MANIFEST])
    keys = {one["name"]: one.get("paper") for one in manifest["files"]}
    papers = {name: key for name, key in keys.items() if name.startswith("documents/")}
    assert set(papers.values()) <= set(PAPERS)
    assert papers["documents/会议记录.pdf"] == "meeting_record"
    assert papers["documents/会议通知01.pdf"] == "meeting_notice"
    assert {key for name, key in keys.items() if name not in papers} == {None}
    assert {one["name"]: one.get("paper") for one in package.files} == {
        name: keys.get(name) for name in (one["name"] for one in package.files)
    }


def test_the_command_prints_from_records_and_what_only_some_may_read_blank(
    story: LaterStory, tmp_path: Path
) -> None:
    story.closed()
    names = ("sign_in_sheet", "talk_record", "archive_catalogue")
    call_command("documents", *names, out=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "sign_in_sheet.pdf",
        "sign_in_sheet-blank.pdf",
        "talk_record-blank.pdf",
        "archive_catalogue-blank.pdf",
    }
    for wrong in ({"names": ["no_such_form"]}, {"body": "nobody"}):
        with pytest.raises(CommandError, match="No such"):
            call_command("documents", *wrong.get("names", []), out=tmp_path, body=wrong.get("body"))
