"""A meeting told to its end, for the pages and papers that come after it."""

from meetings import actions
from meetings.minutes import actions as minutes_actions
from meetings.models import Meeting, Minutes
from members.models import StaffRole, User
from reports.archive import actions as report_actions
from reports.archive.models import ArchivePackage
from tests.journeys.test_vote_to_archive import START, Story
from votes import actions as vote_actions


class LaterStory(Story):
    """The same body, with an auditor and a system administrator, and its meeting taken to any stage."""

    def __init__(self) -> None:
        super().__init__()
        self.auditor = self._staff("auditor", "审计")
        self.admin = self._staff("system_admin", "管理员")

    def _staff(self, role: str, name: str) -> User:
        user = User.objects.create_user(role, "pw", name=name)
        StaffRole(group=self.group, user=user, role=role, since=START.date().replace(year=2021)).save()
        return user

    def closed(self) -> Meeting:
        """Return a meeting that has conveyed, decided by show of hands, postponed, and is closed."""
        meeting = self.opened()
        assert isinstance(meeting, Meeting)
        first, budget, personnel = meeting.items.on_agenda()
        s = self.user("s")
        actions.start_item(first, by=s, at=self.tick())
        actions.conclude_item(first, "要把讲话精神落到实处", by=s, at=self.tick())
        actions.declare_recusal(budget, self.seats["b"], "relative", relation="配偶", by=s, at=self.tick())
        actions.start_item(budget, by=s, at=self.tick())
        actions.speak_for_rest(budget, by=self.clerk, at=self.tick())
        actions.close_discussion(budget, by=s, at=self.tick())
        vote = vote_actions.open_vote(budget, "show_of_hands", by=s, at=self.tick()).vote
        vote_actions.cast_for_all(vote, "approve", {}, by=self.clerk, at=self.tick())
        vote_actions.close_vote(vote, by=s, at=self.tick())
        actions.postpone_item(personnel, "考察材料尚未备齐", by=s, at=self.tick())
        actions.close_meeting(meeting, by=s, at=self.tick())
        return meeting

    def signed(self) -> Meeting:
        """Return a closed meeting whose record is signed."""
        meeting = self.closed()
        actions.sign_record(meeting, "recorder", by=self.clerk, at=self.tick())
        actions.sign_record(meeting, "chair", by=self.user("s"), at=self.tick())
        return meeting

    def drafted(self) -> Minutes:
        """Return the drafted minutes of a meeting whose record is signed."""
        return minutes_actions.draft_minutes(self.signed(), by=self.clerk, at=self.tick())

    def issued(self) -> Minutes:
        """Return issued minutes."""
        minutes = self.drafted()
        minutes_actions.sign_minutes(minutes, by=self.user("s"), at=self.tick())
        return minutes_actions.issue_minutes(minutes, by=self.clerk, at=self.tick())

    def sealed(self) -> ArchivePackage:
        """Return the sealed file."""
        minutes = self.issued()
        minutes.meeting.refresh_from_db()
        return report_actions.seal_meeting(minutes.meeting, by=self.clerk, at=self.tick())
