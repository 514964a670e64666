"""What a town has of study: a plan, a study ahead and one held, essays in two states, a question of likeness."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from study import actions
from study.models import StudyPlanLine
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    now = timezone.now()
    today = timezone.localdate(now)
    plan = made.do(actions.draft_plan, made.group, year=today.year, note=f"{mark}计划", at=now)
    line = made.do(
        actions.save_line, plan, StudyPlanLine(month=1, theme=f"{mark}主题", contents=["laws"]), at=now
    )
    # Today, so that members may sign in; late, so that it lies ahead.
    start = timezone.localtime(now).replace(hour=23, minute=0, second=0, microsecond=0)
    fields = {"place": f"{mark}会议室", "contents": ["theory"]}
    ahead = made.do(
        actions.plan_session,
        made.group,
        title=f"{mark}学习",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        for_life_year=today.year,
        at=now,
        **fields,
    )
    leave = made.do(actions.request_leave, ahead, f"{mark}出差", who="deputy", at=now)
    stay = made.do(actions.check_in, ahead, who="member", at=now)
    upload = SimpleUploadedFile(f"{mark}.txt", "材料".encode())
    material = made.do(actions.attach_material, ahead, upload, "", at=now)
    before = now - timedelta(days=2)
    held = made.do(
        actions.plan_session,
        made.group,
        title=f"{mark}已学",
        starts_at=before,
        ends_at=before + timedelta(hours=2),
        at=before,
        **fields,
    )
    made.do(actions.check_in, held, made.seats["member"], at=before)
    made.do(actions.open_session, held, at=before)
    made.do(actions.close_session, held, at=before + timedelta(hours=2))
    words = f"{mark}体会：深入一线了解情况，把问题解决在基层。" * 3
    draft = made.do(actions.draft_essay, made.group, title=f"{mark}草稿", text=words, who="member", at=now)
    upload = SimpleUploadedFile(f"{mark}.txt", "体会".encode())
    file = made.do(actions.attach_essay_file, draft, upload, "", who="member", at=now)
    handed = []
    for who in ("deputy", "member"):
        essay = made.do(actions.draft_essay, made.group, title=f"{mark}{who}", text=words, who=who, at=now)
        handed.append(made.do(actions.submit_essay, essay, who=who, at=now))
    made.pks |= {
        "study_plan": plan.pk,
        "study_line": line.pk,
        "study_ahead": ahead.pk,
        "study_leave": leave.pk,
        "study_stay": stay.pk,
        "study_material": material.pk,
        "study_held": held.pk,
        "essay_draft": draft.pk,
        "essay_file": file.pk,
        "essay_handed": handed[1].pk,
        "essay_question": handed[1].questions.get().pk,
        "seat_fifth": made.seats["fifth"].pk,
        "seat_member": made.seats["member"].pk,
    }
