"""What happens to a study from its plan to its record?"""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import localdate

from members.models import LeadingGroup, User
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import uphold
from members.procedure.verdict import reason_given
from study.actions.spans import in_words
from study.models import StudyMaterial, StudySession
from study.rules import attendance

MANY = "speakers"


def plan_session(group: LeadingGroup, *, by: User, at: datetime, **fields: Any) -> StudySession:
    """Put a study on the calendar.  Clauses 8.1-a, 8.1-b, 8.1-c, 8.2-a."""
    demand_power("study.plan", by, group)
    speakers = fields.pop(MANY, None)
    with transaction.atomic():
        session = StudySession(group=group, **fields)
        session.save()
        if speakers is not None:
            session.speakers.set(speakers)
        enter(
            session,
            "plan_session",
            by=by,
            at=at,
            after=session.state,
            facts={"counts": session.counts_toward_quota, "study_minutes": session.minutes},
        )
    return session


def edit_session(session: StudySession, *, by: User, at: datetime, **fields: Any) -> StudySession:
    """Change what is said about a study; times it was really held at are changed on its roll."""
    speakers = fields.pop(MANY, None)
    with advance(session, "edit_session", by=by, at=at) as act:
        changed = {name: value for name, value in fields.items() if getattr(session, name) != value}
        act.facts["changed"] = sorted(changed)
        if "counts_toward_quota" in changed:
            act.facts["counts"] = changed["counts_toward_quota"]
        for name, value in changed.items():
            setattr(session, name, value)
        if speakers is not None:
            session.speakers.set(speakers)
    return session


def attach_material(
    session: StudySession, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> StudyMaterial:
    """Add a file that is studied.  Raises ValidationError for a type or size that is not accepted."""
    with advance(session, "attach_material", by=by, at=at, paper=title or str(upload.name)[:200]):
        return StudyMaterial.keep(upload, title, by=by, at=at, session=session)


def cancel_session(session: StudySession, reason: str, *, by: User, at: datetime) -> StudySession:
    """Call a study off, with the reason."""
    with advance(session, "cancel_session", by=by, at=at, reason=reason):
        uphold(reason_given(reason, "8.1-a"))
    return session


def withdraw_material(material: StudyMaterial, *, by: User, at: datetime) -> StudyMaterial:
    """Take back a file that was attached by mistake; it is kept and not shown."""
    with advance(material.session, "withdraw_material", by=by, at=at, paper=material.title):
        material.withdrawn = True
        material.save()
    return material


def open_session(session: StudySession, *, by: User, at: datetime) -> StudySession:
    """Begin; from now on the minutes count.  Raises Refused ("same_time_twice", "too_early").  Clauses 6.1-e, 8.3-a."""
    with advance(session, "begin_study", by=by, at=at) as act:
        act.ask(attendance.begins(localdate(at), session.day))
        session.began_at = at
    return session


def close_session(session: StudySession, *, by: User, at: datetime) -> StudySession:
    """End, at the latest when a meeting of the body began; who has not signed out leaves then.

    Clauses 6.1-e, 8.3-a.
    """
    with advance(session, "end_study", by=by, at=at) as act:
        assert session.began_at is not None
        counts_twice = session.book.year.first_topic_counts_as_study
        ended = attendance.end_of(session.began_at, at, session.sittings(at), counts_twice=counts_twice)
        session.ended_at = ended
        still = list(session.presences.filter(out_at__isnull=True))
        for presence in still:
            presence.out_at = max(ended, presence.in_at)
            presence.save()
        act.facts["signed_out"] = len(still)
        act.facts["study_minutes"] = session.minutes
    return session


def enter_held(
    session: StudySession, began_at: datetime, ended_at: datetime, reason: str, *, by: User, at: datetime
) -> StudySession:
    """Enter afterwards when a study was held whose roll was kept on paper.  Clauses 6.1-e, 8.3-a."""
    with advance(session, "enter_held", by=by, at=at, reason=reason) as act:
        _was_held(session, began_at, ended_at, reason, at)
        act.facts["study_minutes"] = session.minutes
    return session


def correct_times(
    session: StudySession, began_at: datetime, ended_at: datetime, reason: str, *, by: User, at: datetime
) -> StudySession:
    """Put beginning and end of a study right; what stood before goes into the journal.  Clauses 6.1-e, 8.3-a."""
    with advance(session, "correct_times", by=by, at=at, reason=reason) as act:
        act.facts["before"] = _span(session)
        _was_held(session, began_at, ended_at, reason, at)
        act.facts["after"] = _span(session)
    return session


def _was_held(
    session: StudySession, began_at: datetime, ended_at: datetime, reason: str, at: datetime
) -> None:
    uphold(reason_given(reason, "8.3-a"))
    uphold(attendance.has_been(began_at, ended_at, at))
    session.began_at, session.ended_at = began_at, ended_at


def _span(session: StudySession) -> list[str]:
    return in_words(session.began_at, session.ended_at)


def record_session(
    session: StudySession, gist: str, discussion: str = "", *, by: User, at: datetime
) -> StudySession:
    """Close the record; studies, stays and materials are locked from then on.

    Raises Refused ("record_empty").  Clause 8.1-c.
    """
    with advance(session, "record_session", by=by, at=at):
        session.gist = gist
        session.discussion = discussion
        session.recorded_by = by
        session.recorded_at = at
    return session
