"""What would an inspection find in the demonstration?  What the checks find; two findings are answered."""

from datetime import datetime

from django.utils.timezone import localdate

from reports.checks.actions import answer_finding
from reports.checks.models import Finding
from reports.checks.run import look
from reports.checks.states import AnswerWay, FindingState
from reports.demo.cast import Cast

TOLD_YEAR = 2025
ANSWERS = (
    ("clerk", AnswerWay.EXPLAIN, "已与经办人核对：当时确有延误，材料补齐后已归入原卷，今后由秘书逐项提前核对。（演示材料）"),
    ("secretary", AnswerWay.ACCEPT, "情况属实，按现状保留，已在工作例会上提醒有关人员。（演示材料）"),
)  # fmt: skip


def tell(cast: Cast, now: datetime) -> None:
    """Look at the told year and the running one, and answer the first two findings the clerk may answer."""
    today = localdate(now)
    for year in sorted({TOLD_YEAR, today.year}):
        look(cast.group, year, today, now)
    clerk = cast.users["clerk"]
    seen = Finding.objects.visible_to(clerk, cast.group).filter(state=FindingState.OPEN, answerer="clerk")
    for (who, way, text), finding in zip(ANSWERS, seen.order_by("on", "check_id", "pk"), strict=False):
        answer_finding(finding, way, text, by=cast.users[who], at=now)
