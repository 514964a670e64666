"""What do the papers of one study repeat?  Its head, who came, who was on leave."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from members.models import LeadingGroup, User
from members.papers.words import chinese
from study.models import Presence, StudySession
from study.states import Content, Form, LeaveState, SessionState

BEGUN = (SessionState.OPEN, SessionState.HELD, SessionState.RECORDED)


HELD = (SessionState.HELD, SessionState.RECORDED)


@dataclass(frozen=True, slots=True)
class StudyHead:
    """One study as its papers repeat it.

    form: 研读原文 / 专题讲座 / 讨论交流 / 其他; tags: 学习内容 by kind; speakers: 中心发言人; central: a formal study of
    the study group (理论学习中心组)
    """

    group: str = ""
    theme: str = ""
    form: str = ""
    tags: tuple[str, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: str = ""
    chair: str = ""
    lecturer: str = ""
    speakers: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    central: bool = False

    @property
    def kind(self) -> str:
        """Return what the papers call this study."""
        return "党组理论学习中心组学习" if self.central else "党组集体学习"


def head(session: StudySession) -> StudyHead:
    """Return a study as all its papers repeat it.  Clauses 8.1-c, 8.2-a."""
    materials = session.materials.filter(withdrawn=False)
    return StudyHead(
        group=session.group.full_name,
        theme=session.title,
        form=chinese(Form(session.form).label),
        tags=tuple(chinese(Content(content).label) for content in session.contents),
        starts_at=session.began_at or session.starts_at,
        ends_at=session.ended_at or session.ends_at,
        place=session.place,
        lecturer=session.lecturer,
        speakers=tuple(seat.name for seat in session.speakers.select_related("user")),
        materials=tuple(str(material) for material in materials),
        central=session.is_central_group,
    )


def stays_of(session: StudySession) -> dict[int, list[Presence]]:
    """Return the confirmed stays of each member, by the key of the seat."""
    result: dict[int, list[Presence]] = {}
    for presence in session.presences.filter(confirmed_at__isnull=False).order_by("in_at", "pk"):
        result.setdefault(presence.membership_id, []).append(presence)
    return result


def leaves_of(session: StudySession) -> dict[int, str]:
    """Return why members were on leave, by the key of the seat."""
    return dict(session.leaves.filter(state=LeaveState.APPROVED).values_list("membership", "reason"))


def sessions_of(group: LeadingGroup, user: User) -> QuerySet[StudySession]:
    """Return the studies somebody may see, newest first; cancelled ones left out."""
    seen = StudySession.objects.visible_to(user, group).exclude(state=SessionState.CANCELLED)
    return seen.select_related("group", "recorded_by").order_by("-starts_at", "-pk")


def label(session: StudySession) -> str:
    """Return how a list calls a paper of a study."""
    return f"{session.day:%Y-%m-%d}　{session.title}"
