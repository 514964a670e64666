"""What a town has of registers: one record of everything that has an address."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings import actions
from meetings.models import AgendaItem, CatchUpReading, Decision
from reports.registers.actions import kept as kept_actions
from reports.registers.actions import regulations as register_actions
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    _documents(made, mark)
    _regulations(made, mark)
    _units(made, mark)
    _kept(made, mark)


def _upload(mark: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{mark}.txt", "材料".encode())


def _document(made: Town, title: str, **more: Any) -> Any:
    now = timezone.now()
    fields = {
        "title": title,
        "issuer": f"{made.group.superior}",
        "level": "county",
        "received_on": timezone.localdate(now) - timedelta(days=20),
    } | more
    return made.do(actions.register_document, made.group, at=now, **fields)


def _documents(made: Town, mark: str) -> None:
    now = timezone.now()
    old = AgendaItem.objects.get(meeting=made.pks["old"], kind="first_topic")
    live = AgendaItem.objects.get(meeting=made.pks["live"], kind="first_topic")
    waiting = _document(made, f"{mark}待传达文件", number=f"{mark}1号")
    file = made.do(actions.attach_document_file, waiting, _upload(mark), "", at=now)
    conveyed = _document(made, f"{mark}已传达文件")
    made.do(actions.convey_document, conveyed, old, at=now)
    measure = made.do(actions.add_measure, conveyed, f"{mark}措施", made.seats["member"], at=now)
    done = _document(made, f"{mark}已落实文件")
    made.do(actions.convey_document, done, old, at=now)
    made.do(actions.need_no_measures, done, f"{mark}已有安排", at=now)
    made.do(actions.carry_out_document, done, at=now)
    bare = _document(made, f"{mark}无措施文件")
    made.do(actions.convey_document, bare, live, at=now)
    reading = CatchUpReading.objects.get(conveyance__document=bare, membership=made.seats["absent"])
    made.pks |= {
        "superior_waiting": waiting.pk,
        "superior_file": file.pk,
        "superior_item": live.pk,
        "superior_conveyed": conveyed.pk,
        "superior_measure": measure.pk,
        "superior_done": done.pk,
        "superior_bare": bare.pk,
        "catchup": reading.pk,
    }


def _regulations(made: Town, mark: str) -> None:
    now, today = timezone.now(), timezone.localdate()
    decision = Decision.objects.get(pk=made.pks["decision"])

    def draft(title: str) -> Any:
        return made.do(
            register_actions.draft_regulation, made.group, title=f"{mark}{title}", kind="conduct", at=now
        )

    for name in ("drafted", "adopted", "in_force", "in_review"):
        one = draft(name)
        if name == "drafted":
            file = made.do(register_actions.attach_regulation_file, one, _upload(mark), "", at=now)
            made.pks["regulation_file"] = file.pk
        else:
            made.do(register_actions.adopt_regulation, one, decision, at=now)
        if name in {"in_force", "in_review"}:
            made.do(register_actions.issue_regulation, one, f"{mark}{name}", today, at=now)
        if name == "in_review":
            made.do(register_actions.begin_regulation_review, one, at=now)
        made.pks[f"regulation_{name}"] = one.pk


def _units(made: Town, mark: str) -> None:
    now, today = timezone.now(), timezone.localdate()
    fields = {"kind": "department", "since": today - timedelta(days=100)}
    unit = made.do(kept_actions.enter_unit, made.group, name=f"{mark}局", at=now, **fields)
    ended = made.do(kept_actions.enter_unit, made.group, name=f"{mark}旧局", at=now, **fields)
    made.do(kept_actions.end_unit, ended, today, at=now)
    used = made.do(kept_actions.enter_addressees, made.group, f"{mark}各部门", [unit], at=now)
    retired = made.do(kept_actions.enter_addressees, made.group, f"{mark}旧名单", [unit], at=now)
    made.do(kept_actions.retire_addressees, retired, at=now)
    made.pks |= {"unit": unit.pk, "unit_ended": ended.pk, "addressees": used.pk, "addressees_old": retired.pk}


def _kept(made: Town, mark: str) -> None:
    now, today = timezone.now(), timezone.localdate()
    seat = made.seats["secretary"]
    activity = made.do(
        kept_actions.enter_activity,
        made.group,
        kind="visit",
        title=f"{mark}走访",
        day=today,
        led_by=seat,
        at=now,
    )
    file = made.do(kept_actions.attach_activity_file, activity, _upload(mark), "", at=now)
    statement = made.do(
        kept_actions.enter_statement,
        made.group,
        speaker=seat,
        occasion=f"{mark}发布会",
        day=today,
        gist=f"{mark}介绍情况",
        at=now,
    )
    made.pks |= {"activity": activity.pk, "activity_file": file.pk, "statement": statement.pk}
