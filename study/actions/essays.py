"""What happens to an essay: written, handed in, returned or accepted, and questioned when it is similar to another?"""

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from members.models import LeadingGroup, Membership, User
from members.notifications import notify
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from members.similarity import alike
from study.models import Essay, EssayFile, EssayQuestion
from study.rules import quota
from study.states import EssayState


def draft_essay(
    group: LeadingGroup, *, by: User, at: datetime, member: Membership | None = None, **fields: Any
) -> Essay:
    """Begin an essay: one's own, or, as the secretariat, one a member has written on paper.  Clause 8.3-c."""
    demand_power("study.write_essay", by, group)
    seat = member or Membership.objects.filter(group=group, user=by).in_office(localdate(at)).first()
    if seat is None:
        raise Refused(
            refuse("not_a_member", gettext_noop("This person is not a member of the group."), "8.3-c")
        )
    with transaction.atomic():
        essay = Essay(group=group, membership=seat, **fields)
        demand_power("study.write_essay", by, essay)
        essay.save()
        enter(essay, "draft_essay", by=by, at=at, on_behalf_of=_behalf(essay, by), after=essay.state)
    return essay


def _behalf(essay: Essay, by: User) -> User | None:
    author = essay.membership.user
    return None if author.pk == by.pk else author


def edit_essay(essay: Essay, *, by: User, at: datetime, **fields: Any) -> Essay:
    """Change a draft or a returned essay."""
    with advance(essay, "edit_essay", by=by, at=at, on_behalf_of=_behalf(essay, by)):
        for name, value in fields.items():
            setattr(essay, name, value)
    return essay


def attach_essay_file(
    essay: Essay, upload: "UploadedFile[Any]", title: str, *, by: User, at: datetime
) -> EssayFile:
    """Add the essay as a file.  Raises ValidationError for a type or size that is not accepted."""
    behalf, paper = _behalf(essay, by), title or str(upload.name)[:200]
    with advance(essay, "attach_essay_file", by=by, at=at, on_behalf_of=behalf, paper=paper):
        return EssayFile.keep(upload, title, by=by, at=at, essay=essay)


def withdraw_essay_file(file: EssayFile, *, by: User, at: datetime) -> EssayFile:
    """Take back a file of a draft; it is kept and not shown."""
    essay = file.essay
    with advance(
        essay, "withdraw_essay_file", by=by, at=at, on_behalf_of=_behalf(essay, by), paper=file.title
    ):
        file.withdrawn = True
        file.save()
    return file


def submit_essay(essay: Essay, on: date | None = None, *, by: User, at: datetime) -> Essay:
    """Hand an essay in; its day is today, and texts like it raise questions.  Clause 8.3-c.

    on: the day on which one on paper was handed in, as the secretariat enters it.
    Raises Refused ("essay_empty", "in_the_future", "day_not_chosen").
    """
    today = localdate(at)
    with advance(essay, "submit_essay", by=by, at=at, on_behalf_of=_behalf(essay, by)) as act:
        act.ask(quota.handed_in(on or today, today, on_paper=act.on_behalf_of is not None))
        essay.submitted_on = on or today
        act.facts["questions"] = _ask_about_likeness(essay, at)
    return essay


def enter_essay(
    group: LeadingGroup,
    member: Membership,
    *,
    by: User,
    at: datetime,
    upload: "UploadedFile[Any] | None" = None,
    on: date | None = None,
    **fields: Any,
) -> Essay:
    """Enter, as the secretariat, an essay a member has handed in on paper: written and handed in at once.

    A draft would be its author's alone, and not be seen by who typed it.  Clause 8.3-c.
    """
    with transaction.atomic():
        essay = draft_essay(group, member=member, by=by, at=at, **fields)
        if upload is not None:
            attach_essay_file(essay, upload, "", by=by, at=at)
        return submit_essay(essay, on, by=by, at=at)


def _ask_about_likeness(essay: Essay, at: datetime) -> int:
    """Compare with every essay of the body that was handed in; return how many questions there are."""
    others = Essay.objects.filter(group=essay.group).exclude(pk=essay.pk)
    others = others.exclude(state__in=[EssayState.DRAFT, EssayState.WITHDRAWN])
    today = localdate(at)
    law = essay.group.rulebook_of_year(today.year, today)
    if law is None:
        return 0
    result = alike(essay.text, dict(others.values_list("pk", "text")), law.year.likeness_percent)
    known = {question.other_id: question for question in essay.questions.all()}
    for row in result:
        question = known.get(row.key) or EssayQuestion(essay=essay, other_id=row.key, raised_at=at)
        question.percent = row.percent
        question.save()
    return len(result)


def return_essay(essay: Essay, comment: str, *, by: User, at: datetime) -> Essay:
    """Give an essay back, saying what is to be improved.  Raises Refused ("reason_required").  Clause 8.3-c."""
    with advance(essay, "return_essay", by=by, at=at):
        _reviewed(essay, comment, by, at)
    _tell(essay, at)
    return essay


def accept_essay(essay: Essay, comment: str = "", *, by: User, at: datetime) -> Essay:
    """Accept an essay; from now on it counts.  Raises Refused ("own_essay").  Clause 8.3-c."""
    with advance(essay, "accept_essay", by=by, at=at):
        if essay.membership.user_id == by.pk:
            uphold(refuse("own_essay", gettext_noop("Nobody accepts an essay of his own."), "8.3-c"))
        _reviewed(essay, comment, by, at)
    _tell(essay, at)
    return essay


def _reviewed(essay: Essay, comment: str, by: User, at: datetime) -> None:
    essay.comment = comment.strip()
    essay.reviewed_by = by
    essay.reviewed_at = at


def _tell(essay: Essay, at: datetime) -> None:
    group = essay.group
    notify(
        essay.membership.user,
        "essay_reviewed",
        f"{essay.pk}@{at.isoformat()}",
        group=group,
        subject=f"学习体会{essay.get_state_display()}：{essay.title}"[:200],
        body=essay.comment,
        url=reverse("study:essay_detail", args=[group.code, essay.pk]),
        at=at,
    )


def answer_question(
    question: EssayQuestion, finding: str, text: str, *, by: User, at: datetime
) -> EssayQuestion:
    """Answer why two essays are alike, as a person who has read both.  Clause 8.3-c."""
    facts = {"finding": f"found_{finding}", "like": str(question.other)}
    with advance(question.essay, "answer_question", by=by, at=at, **facts):
        question.finding = finding
        question.finding_text = text
        question.answered_by = by
        question.answered_at = at
        question.save()
    return question


def note_publication(essay: Essay, where: str, *, by: User, at: datetime) -> Essay:
    """Note where an accepted essay was published."""
    with advance(essay, "note_publication", by=by, at=at, on_behalf_of=_behalf(essay, by), published=where):
        essay.published_where = where
    return essay


def withdraw_essay(essay: Essay, *, by: User, at: datetime) -> Essay:
    """Take an essay back; it is kept and does not count."""
    with advance(essay, "withdraw_essay", by=by, at=at, on_behalf_of=_behalf(essay, by)):
        pass
    return essay
