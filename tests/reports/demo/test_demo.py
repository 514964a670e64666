"""The demonstration: every kind, every outcome, made once, and a meeting of next week that can be tried."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from meetings.models import (
    AgendaItem,
    Decision,
    ItemKind,
    LeaveRequest,
    Meeting,
    Minutes,
    SupervisionTask,
    TopicProposal,
    WrittenOpinion,
)
from meetings.states import LeaveState, MeetingState, Outcome, ProposalState, TaskState
from members.models import LeadingGroup, User
from members.printing import pdf
from reports.archive.models import ArchivePackage
from reports.demo.cast import PASSWORD, QINGLAN, YUNLING
from reports.demo.lookup import next_week
from reports.demo.months_2026 import months_since
from reports.demo.script import sittings
from reports.responsibility import integrity
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from tests.reports.checks.story_meetings import SOURCES
from votes.models import Vote
from votes.states import Medium, Method

NINE, FIVE = 9, 5
YEAR = sittings("meetings")


def test_a_year_has_a_meeting_each_month_and_an_extraordinary_one():
    regular = [sitting.day.month for sitting in YEAR if sitting.kind == "regular"]
    assert regular == list(range(1, 13))
    assert [sitting.kind for sitting in YEAR].count("extraordinary") == 1


def test_the_story_knows_every_kind_of_item():
    assert {topic.kind for sitting in YEAR for topic in sitting.topics} == set(ItemKind.values)


def test_bodies_have_nine_and_five_members():
    leaving = [person for person in YUNLING.members if person.until]
    assert len(YUNLING.members) - len(leaving) == NINE
    assert len(QINGLAN.members) == FIVE


def test_later_months_lie_in_the_past_and_next_week_in_the_next():
    today = timezone.localdate()
    assert all(sitting.day < today for sitting in months_since(today))
    assert timedelta(days=1) < next_week(today).date() - today < timedelta(days=10)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.once
class TestBuilt:
    """One build, asked many things."""

    def test_it_is_whole(self, settings, tmp_path: Path):
        settings.DEMO_ACCOUNTS_FILE = tmp_path / "accounts.txt"
        call_command("demo", stdout=StringIO())
        group = LeadingGroup.objects.get(code="yunling")
        self.outcomes(group)
        self.archive(group)
        self.tasks(group)
        self.next_meeting(group)
        self.duties(group)
        self.accounts(settings.DEMO_ACCOUNTS_FILE)
        self.findings(group)
        before = (Meeting.objects.count(), User.objects.count())
        call_command("demo", if_empty=True, stdout=StringIO())
        assert (Meeting.objects.count(), User.objects.count()) == before
        with pytest.raises(CommandError):
            call_command("demo", stdout=StringIO())

    def outcomes(self, group: LeadingGroup):
        items = AgendaItem.objects.filter(meeting__group=group, meeting__day__year=2025)
        assert set(items.values_list("outcome", flat=True)) == set(Outcome.values)
        august = items.get(meeting__day__month=8, kind="major_project")
        assert (august.outcome, august.figures["base"], august.figures["approve"]) == ("not_passed", 8, 4)
        may = items.get(meeting__day__month=5, figures__close_call=True)
        assert may.outcome == Outcome.PASSED
        april = items.get(meeting__day__month=4, kind="discipline")
        assert (april.outcome, april.started_at) == (Outcome.POSTPONED, None)
        secret = Vote.objects.filter(item__meeting__group=group, method=Method.SECRET_BALLOT)
        assert set(secret.values_list("medium", flat=True)) == {Medium.SCREEN, Medium.PAPER}
        assert Decision.objects.filter(group=group, state=Decision.State.SUPERSEDED).count() == 1
        assert items.filter(ad_hoc=True).count() == 1
        assert items.exclude(acting_chair=None).count() == 1

    def findings(self, group: LeadingGroup):
        """The told year shows a handful that is meant, and nothing else about its meetings."""
        asked = [source.found(group, 2025, date(2025, 12, 31)) for source in SOURCES]
        assert sorted((check.id, one.verdict.code) for found in asked for check, one in found) == [
            ("CHK-03", "conveyed_without_measures"),
            ("CHK-03", "measures_without_owner"),
            ("CHK-03", "measures_without_owner"),
            ("CHK-10", "nothing_said"),
            ("CHK-18", "supervision_unheard"),
            ("CHK-21", "ad_hoc"),
        ]

    def archive(self, group: LeadingGroup):
        first = Meeting.objects.filter(group=group, ordinal__isnull=False).order_by("ordinal").first()
        assert first is not None
        assert first.ordinal == YUNLING.last_ordinal + 1
        year = Minutes.objects.filter(meeting__group=group, meeting__day__year=2025)
        assert year.exclude(number="").count() == len(YEAR)
        if pdf.available():
            sealed = sum(sitting.left == "archived" for sitting in YEAR)
            assert ArchivePackage.objects.filter(group=group).count() == sealed
            call_command("archive_verify", stdout=StringIO())

    def tasks(self, group: LeadingGroup):
        tasks = SupervisionTask.objects.filter(group=group)
        assert set(tasks.values_list("state", flat=True)) == set(TaskState.values)
        assert tasks.overdue(timezone.localdate()).exists()
        assert tasks.filter(state=TaskState.OPEN, due_on__gt=timezone.localdate()).exists()

    def next_meeting(self, group: LeadingGroup):
        coming = Meeting.objects.get(group=group, starts_at__gt=timezone.now())
        assert coming.state == MeetingState.NOTIFIED
        leaves = LeaveRequest.objects.filter(meeting=coming)
        assert set(leaves.values_list("state", flat=True)) == {LeaveState.REQUESTED, LeaveState.APPROVED}
        assert WrittenOpinion.objects.filter(item__meeting=coming).count() == 1
        assert [r.state for item in coming.items.all() for r in item.recusals.all()] == ["proposed"]
        stages = set(TopicProposal.objects.filter(group=group).values_list("state", flat=True))
        assert {
            ProposalState.DRAFT,
            ProposalState.SUBMITTED,
            ProposalState.ACCEPTED,
            ProposalState.RETURNED,
            ProposalState.POSTPONED,
        } <= stages

    def duties(self, group: LeadingGroup):
        year = AnnualFiling.objects.filter(group=group, year=2025)
        late = {(filing.membership.name, filing.kind) for filing in year if filing.days_late}
        assert late == {
            ("严书恒", "personal_matters"),
            ("白玉宁", "change_report"),
            ("韩一鸣", "duty_integrity"),
        }
        first, second, coming = ResponsibilityList.objects.filter(group=group).order_by("year", "version")
        assert (first.decision is not None, second.signed_by is not None) == (True, True)
        assert (first.is_in_force, second.is_in_force, coming.state) == (False, True, "draft")
        owed = [second.half_year(half, date(2026, 1, 1)).figures["names"] for half in (1, 2)]
        assert owed == ["白玉宁", "程立秋"]
        stages = integrity.stages(group, 2025, integrity.tagged_items(group, 2025))
        assert all(stage.links for stage in stages)
        assert any(stage.suggested for stage in stages)

    def accounts(self, path: Path):
        assert PASSWORD in path.read_text(encoding="utf-8")
        clerk = User.objects.get(username="clerk")
        assert clerk.check_password(PASSWORD)
        assert not clerk.must_change_password
