"""The fixed cast stands where the other tests expect it."""

from meetings.states import MeetingState
from tests.cast import Cast, Sitting, cast, second_body, sitting  # noqa: F401  (fixtures)


def test_the_meeting_is_in_session(sitting: Sitting) -> None:  # noqa: F811
    assert sitting.meeting.state == MeetingState.OPEN
    assert sitting.meeting.ordinal == 44
    assert len(sitting.meeting.roll().present) == 5
    assert sitting.discuss(2).state == "discussed"


def test_two_bodies_share_nobody(cast: Cast, second_body: Cast) -> None:  # noqa: F811
    assert not {cast.user(name) for name in "sab"} & {second_body.user(name) for name in "sab"}
    assert not cast.user("outsider").has_perm("meetings.read", cast.group)
