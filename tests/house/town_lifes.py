"""What a town has of democratic-life meetings: one being prepared, one in session, a closed round, a talk, a measure."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lifes import actions
from lifes.models import DemocraticLifeMeeting
from tests.house.place import Town

SEATS = ("secretary", "deputy", "member", "absent", "fifth")


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    now = timezone.now()
    today = timezone.localdate(now)
    fields = {
        "theme": f"{mark}主题",
        "theme_paper": f"{mark}文件",
        "planned_on": today,
        "place": f"{mark}会议室",
    }
    held = made.do(actions.begin_life, made.group, life_year=today.year - 1, at=now, **fields)
    _prepare(made, held, mark, now)
    life = made.do(actions.begin_life, made.group, life_year=today.year, at=now, **fields)
    round_ = made.do(actions.begin_round, made.group, life=life, title=f"{mark}征求意见", at=now)
    made.do(actions.open_round, round_, at=now)
    draft = made.do(actions.begin_round, made.group, life=life, title=f"{mark}待开", at=now)
    named = made.do(
        actions.begin_round, made.group, life=life, title=f"{mark}署名", is_anonymous=False, at=now
    )
    made.do(actions.open_round, named, at=now)
    study = made.do(actions.link_study, life, f"{mark}学习", today, at=now)
    upload = SimpleUploadedFile(f"{mark}.txt", "方案".encode())
    paper = made.do(actions.attach_life_paper, life, upload, "", "plan", at=now)
    problem = made.do(
        actions.list_problem,
        life,
        membership=made.seats["member"],
        text=f"{mark}问题",
        source="self_found",
        who="member",
        at=now,
    )
    outline = made.do(actions.begin_outline, life, who="member", at=now)
    made.do(actions.write_outline, outline, f"{mark}提纲", who="member", at=now)
    upload = SimpleUploadedFile(f"{mark}.txt", "提纲".encode())
    file = made.do(actions.attach_outline, outline, upload, "", who="member", at=now)
    talk = made.do(
        actions.keep_talk,
        made.group,
        held_on=today,
        second=made.seats["member"],
        topics=f"{mark}谈话",
        who="secretary",
        at=now,
    )
    measure = made.do(
        actions.plan_measure,
        life,
        membership=made.seats["member"],
        owner=made.seats["member"],
        problem=problem,
        text=f"{mark}措施",
        due_on=today,
        who="member",
        at=now,
    )
    upload = SimpleUploadedFile(f"{mark}.txt", "佐证".encode())
    evidence = made.do(actions.attach_evidence, measure, upload, "", who="member", at=now)
    made.pks |= {
        "life": life.pk,
        "life_open": held.pk,
        "life_problem": problem.pk,
        "life_question": held.questions.order_by("pk").first().pk,
        "round": round_.pk,
        "round_draft": draft.pk,
        "round_named": named.pk,
        "life_study": study.pk,
        "life_paper": paper.pk,
        "outline": outline.pk,
        "outline_file": file.pk,
        "talk": talk.pk,
        "measure": measure.pk,
        "measure_file": evidence.pk,
        "seat_absent": made.seats["absent"].pk,
        "seat_secretary": made.seats["secretary"].pk,
    }
    made.words["token"] = round_.token


def _prepare(made: Town, life: DemocraticLifeMeeting, mark: str, now: object) -> None:
    """Bring a meeting into its session; all outlines are alike, which raises questions."""
    today = timezone.localdate()
    made.do(actions.link_study, life, f"{mark}学习", today, at=now)
    round_ = made.do(actions.begin_round, made.group, life=life, title=f"{mark}座谈", kind="forum", at=now)
    made.do(actions.open_round, round_, at=now)
    actions.take_in(round_, day=today, opinion=f"{mark}意见")
    made.do(actions.close_round, round_, at=now)
    made.do(actions.sort_opinion, round_, f"{mark}意见", made.seats["member"], at=now)
    made.pks["round_closed"] = round_.pk
    made.pks["round_form"] = round_.forms.get().pk
    for name in SEATS:
        who = name if name in made.users else "absent"
        outline = made.do(actions.begin_outline, life, who=who, at=now)
        made.do(
            actions.write_outline,
            outline,
            f"{mark}到基层调研不够，联系群众不够紧密，今后努力改进。",
            who=who,
            at=now,
        )
        made.do(actions.submit_outline, outline, who=who, at=now)
        if name != "secretary":
            made.do(actions.approve_outline, outline, who="secretary", at=now)
    made.do(actions.assign_recorder, life, made.users["recorder"], at=now)
    made.do(actions.declare_ready, life, at=now)
    for name in SEATS[:4]:
        made.do(actions.sign_in, life, made.seats[name], at=now)
    made.do(actions.open_session, life, who="secretary", at=now)
