"""What a town has of whole files: one asked for, one ready, one that failed."""

from typing import Any

from django.utils import timezone

from meetings.models import Meeting
from reports.dossier import actions as acts
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`; nothing is rendered for them."""
    meeting = Meeting.objects.select_related("group").get(pk=made.pks["old"])
    made.pks |= {f"dossier{name}": _asked(made, meeting, name, mark) for name in ("", "_ready", "_failed")}


def _asked(made: Town, meeting: Any, name: str, mark: str) -> int:
    now = timezone.now()
    claim = f"{name}-claim" if name else ""
    dossier = made.do(acts.request_meeting, meeting, claim=claim, at=now)
    if name == "_ready":
        acts.begin_dossier(dossier, at=now)
        dossier.file.parent.mkdir(parents=True, exist_ok=True)
        draft = dossier.file.with_suffix(".checked")
        draft.write_bytes(mark.encode())
        told = {"files": 3, "items": 1, "packages": 0}
        acts.finish_dossier(dossier, draft, at=now, size=6, sha256="0" * 64, latest="", report=told)
    if name == "_failed":
        acts.fail_dossier(dossier, "given_up", at=now)
    return dossier.pk
