"""How is a finding answered?  Explained, corrected, or accepted as it is; nothing it is about is changed by that."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from members.models import User
from members.procedure.journal import advance, demand_power
from members.procedure.record import uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.checks.models import Finding, FindingAnswer, FindingFile
from reports.checks.states import AnswerWay, FindingState

ACCEPT = "reports.accept_finding"


def answer_finding(
    finding: Finding,
    way: str,
    text: str,
    upload: "UploadedFile[Any] | None" = None,
    *,
    by: User,
    at: datetime,
) -> FindingAnswer:
    """Answer a finding, with a paper if there is one; it stays on the list, answered.  Clause 4.5-a.

    way: "explain", "correct" (text names what was corrected) or "accept" (the secretary alone).  Of a finding that is
    cured already it may still be told what was corrected.

    Raises NotPermitted; Refused ("reason_required", "finding_cured"); ValidationError for a file that is not accepted.
    """
    cured = finding.state == FindingState.CURED
    if way == AnswerWay.ACCEPT:
        demand_power(ACCEPT, by, finding)
    told = cured and way == AnswerWay.CORRECT
    with advance(
        finding, "tell_cure" if told else "answer_finding", by=by, at=at, kind_of_answer=f"finding_{way}"
    ):
        uphold(_said(way, text))
        answer = FindingAnswer(
            finding=finding,
            way=way,
            text=text.strip(),
            code=finding.code,
            figures=finding.figures,
            by=by,
            at=at,
        )
        answer.save()
        if upload is not None:
            FindingFile.keep(upload, "", by=by, at=at, reply=answer)
    return answer


def _said(way: str, text: str) -> Verdict:
    """An answer says something: what happened, what was corrected, or why it is left."""
    if text.strip():
        return allow()
    reasons = {
        AnswerWay.EXPLAIN: gettext_noop("Say how it came to this."),
        AnswerWay.CORRECT: gettext_noop("Name what was corrected, and when."),
        AnswerWay.ACCEPT: gettext_noop("Say why it is left as it is."),
    }
    return refuse("reason_required", reasons[AnswerWay(way)], "4.5-a")
