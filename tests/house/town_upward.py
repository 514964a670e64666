"""What a town has of reporting upward: papers at every stage, the report of the year, an incident."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings.models import AgendaItem
from reports.upward.actions import papers as upward_actions
from reports.upward.actions import replies as reply_actions
from reports.upward.actions import rounds as round_actions
from reports.upward.annual import actions as annual_actions
from reports.upward.incidents import actions as incident_actions
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    now = timezone.now()
    item = AgendaItem.objects.get(pk=made.pks["old_item"])
    asking = {"kind": "request", "matter": f"{mark}事项", "body": f"{mark}情况。\n妥否，请批示。"}
    papers = {
        name: made.do(upward_actions.draft_paper, made.group, title=f"{mark}请示{name}", at=now, **asking)
        for name in ("draft", "adopted", "signed", "sent")
    }
    draft = papers["draft"]
    upload = SimpleUploadedFile(f"{mark}.txt", "附件".encode())
    file = made.do(upward_actions.attach_upward_file, draft, upload, "", at=now)
    made.do(round_actions.circulate_paper, draft, at=now)
    made.do(round_actions.answer_circulation, draft, True, f"{mark}意见", who="absent", at=now)
    for name in ("adopted", "signed", "sent"):
        made.do(upward_actions.adopt_paper, papers[name], item, at=now)
    for name in ("signed", "sent"):
        made.do(upward_actions.sign_paper, papers[name], f"{mark}同意", who="secretary", at=now)
    sent, today = papers["sent"], timezone.localdate(now)
    made.do(upward_actions.send_paper, sent, today, "exchange", at=now)
    made.do(reply_actions.file_reply, sent, "instructed", today, f"{mark}批示", number=f"{mark}1号", at=now)
    until = today + timedelta(days=20)
    action = made.do(reply_actions.add_reply_action, sent, f"{mark}落实", made.seats["member"], until, at=now)
    annual = made.do(annual_actions.draft_comprehensive, made.group, today.year, at=now)
    incident = made.do(
        incident_actions.enter_incident,
        made.group,
        title=f"{mark}险情",
        place=f"{mark}乡",
        discovered_at=now - timedelta(hours=30),
        who="member",
        at=now,
    )
    made.do(incident_actions.follow_up, incident, f"{mark}续报", at=now)
    made.pks |= {f"upward_{name}": paper.pk for name, paper in papers.items()}
    made.pks |= {
        "upward_file": file.pk,
        "upward_action": action.pk,
        "upward_annual": annual.pk,
        "upward_section": annual.sections.get(key="meetings").pk,
        "incident": incident.pk,
    }
