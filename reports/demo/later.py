"""What came after 2025?  The months up to now, told short: a first topic and one decision each."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from reports.demo.script import Away, Errand, Sitting, Topic, first

MATTERS: tuple[tuple[str, str, str, str], ...] = (
    ("研究年度县人民政府工作要点", "strategy_and_deployment", "member6", "县政府办公室"),
    ("研究年度重点项目投资计划", "major_project", "deputy", "县发展和改革局"),
    ("研究春耕生产资金安排", "funds", "member2", "县农业农村局"),
    ("研究学校布局调整方案", "reform", "member1", "县教育体育局"),
    ("研究老旧小区改造计划", "major_project", "member4", "县住房和城乡建设局"),
    ("研究审计查出问题整改方案", "audit_inspection", "secretary", "县审计局"),
    ("研究防汛物资储备资金安排", "funds", "deputy", "县应急管理局"),
    ("研究上半年经济运行调度措施", "implementation_measures", "deputy", "县发展和改革局"),
    ("研究县城供水管网改造项目", "major_project", "member2", "县水务局"),
    ("研究工业园区标准厂房建设项目", "major_project", "member3", "县工业商务局"),
    ("研究年度财政预算调整方案", "budget", "deputy", "县财政局"),
    ("研究年度目标管理考核方案", "assessment_reward_penalty", "member6", "县政府办公室"),
)
TAGS: Mapping[str, tuple[str, ...]] = {
    "audit_inspection": ("integrity",),
    "assessment_reward_penalty": ("conduct", "integrity"),
}
FIRST_TOPICS = (
    "传达学习关于经济工作的重要讲话精神",
    "传达学习关于安全生产的重要指示精神",
    "传达学习关于生态环境保护的重要讲话精神",
    "传达学习关于基层治理的重要讲话精神",
)
BUSIEST = 4
"""So many months are told at most, for a demonstration should start quickly."""


def months_since(today: date) -> Iterator[Sitting]:
    """Tell the months of the year after the story up to last month; the last is not yet issued."""
    wednesdays = [day for day in _third_wednesdays(date(2026, 1, 1)) if day < today - timedelta(days=14)]
    kept = wednesdays[-BUSIEST:]
    for day in kept:
        yield _sitting(day, last=day == kept[-1], today=today)


def _third_wednesdays(since: date) -> Iterator[date]:
    """Count third Wednesdays for a hundred years; in February the fourth (spring festival)."""
    for month in range(12 * 100):
        first_day = date(since.year + month // 12, month % 12 + 1, 1)
        weeks = 3 if first_day.month == 2 else 2
        yield first_day + timedelta(days=(2 - first_day.weekday()) % 7, weeks=weeks)


def _sitting(day: date, *, last: bool, today: date) -> Sitting:
    title, kind, proposer, unit = MATTERS[day.month - 1]
    errand = Errand(
        f"落实“{title.removeprefix('研究')}”有关决定", 30 if last else day + timedelta(days=60), "open"
    )
    old = (today - day).days > 75
    if old:
        done = day + timedelta(days=50)
        errand = Errand(errand.text, errand.due, "closed", ((done, "已按要求办结。"),))
    return Sitting(
        day,
        (
            first(FIRST_TOPICS[day.month % len(FIRST_TOPICS)], day - timedelta(days=12)),
            Topic(
                title,
                kind,
                proposer,
                unit,
                draft=f"会议同意{title.removeprefix('研究')}。",
                errand=errand,
                tags=TAGS.get(kind, ()),
            ),
        ),
        away={} if day.month % 3 else {"member5": Away("superior_meeting", "参加州公安局会议")},
        left="signed" if last else "issued",
    )
