"""What a town has of findings: one answered with a paper, one cured, of a year that is not looked at any more."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from members.procedure.verdict import refuse
from reports.checks.actions import answer_finding
from reports.checks.facts.source import Source
from reports.checks.models import Finding, FindingFile
from reports.checks.rules.check import Check, Raised
from reports.checks.run import look, look_over
from tests.house.place import Town

YEAR = 2024
CHECK = "CHK-00"


def furnish(made: Town, mark: str) -> None:
    """Look at the town, and make the records through looks and acts; the last part, so that pages find nothing new."""
    old, day = made.pks["old"], date(YEAR, 12, 2)
    said = refuse("made_up", f"{mark}事项", "4.5-a")

    def ask(parts: tuple[str, ...]) -> list[Raised]:
        return [Raised("meeting", old, day, said, part) for part in parts]

    checks = (Check(CHECK, f"{mark}问题", "4.5-a", ask, "改正"),)
    for parts in (("first", "second"), ("first",)):
        now = timezone.now()
        look(made.group, YEAR, day, now, (Source("made_up", lambda *_asked, parts=parts: parts, checks),))
    finding = Finding.objects.get(group=made.group, part="first")
    paper = SimpleUploadedFile(f"{mark}.txt", "说明".encode())
    made.do(answer_finding, finding, "explain", f"{mark}说明", paper, at=now)
    made.pks |= {
        "finding": finding.pk,
        "finding_cured": Finding.objects.get(group=made.group, part="second").pk,
        "finding_file": FindingFile.objects.get(reply__finding=finding).pk,
    }
    look_over([made.group], timezone.now())
