"""Which questions must come before the group?  The list in two versions, with what they rest on."""

from datetime import date, datetime
from decimal import Decimal

from meetings import actions
from meetings.models import MajorIssueEntry, MajorIssueList
from members.actions import authorise, declare_interest
from reports.demo.cast import Cast

Line = tuple[str, str, int | None, str]
"""Category, matter, threshold in 10,000 yuan, procedures before the meeting."""

FIRST: tuple[Line, ...] = (
    ("report_to_superior", "需要向县委请示报告的重要事项", None, "提出单位起草，分管领导审核"),
    ("implementation_measures", "贯彻落实上级决策部署的重大举措", None, "征求有关部门意见"),
    ("normative_document", "重要规范性文件制定中的重大事项", None, "公开征求意见、合法性审查"),
    ("strategy_and_deployment", "发展战略、重大部署和重大事项", None, "调研论证"),
    ("reform", "重大改革事项", None, "征求意见、风险评估"),
    ("personnel", "重要人事任免、推荐和奖惩", None, "按干部管理权限和规定程序"),
    ("major_project", "重大项目安排", 500, "可行性研究、资金来源审核"),
    ("funds", "大额资金使用", 400, "财政部门审核"),
    ("asset_disposal", "大额资产处置", 300, "资产评估"),
    ("budget", "预算安排及调整", None, "财政部门编制"),
    ("establishment", "职能配置、机构设置、人员编制事项", None, "机构编制部门审核"),
    ("audit_inspection", "审计、督查检查等重大事项", None, "有关部门提出"),
    ("assessment_reward_penalty", "考核奖惩等重大事项", None, "考核部门提出"),
    ("ideological_guidance", "重大思想动态的政治引导", None, "有关部门分析研判"),
    ("party_building", "党的建设方面的重大事项", None, "机关党组织提出"),
)

CHANGED = {
    "major_project": (Decimal(800), "可行性研究、资金来源审核、财政承受能力评估"),
    "funds": (Decimal(500), "财政部门审核、绩效目标评审"),
}

ADDED: Line = ("other_major", "其他应当由党组讨论和决定的重大问题", None, "提出单位说明理由")


def adopt_first(cast: Cast, at: datetime) -> MajorIssueList:
    """Adopt the first version, at the end of 2024."""
    clerk = cast.users["clerk"]
    version = actions.draft_list(cast.group, note="首次制定", by=clerk, at=at)
    for position, (category, matter, threshold, before) in enumerate(FIRST, start=1):
        entry = MajorIssueEntry(
            position=position,
            category=category,
            matter=matter,
            threshold_amount=threshold,
            pre_procedures=before,
            materials="议题材料、决定稿",
            deciding_body=cast.group.name,
        )
        actions.save_list_entry(version, entry, by=clerk, at=at)
    day = date(2024, 12, 18)
    adopted_by = f"第{cast.term.number}届第{cast.term.last_ordinal}次会议"
    return actions.adopt_list(version, adopted_by, day, date(2025, 1, 1), by=cast.users["secretary"], at=at)


def adopt_second(cast: Cast, earlier: MajorIssueList, adopted_by: str, at: datetime) -> MajorIssueList:
    """Adopt the second version after the meeting of June 2025: higher thresholds, one line more."""
    clerk = cast.users["clerk"]
    version = actions.draft_list(cast.group, copy_of=earlier, note="2025年修订", by=clerk, at=at)
    for entry in version.entries_of_list.filter(category__in=CHANGED):
        entry.threshold_amount, entry.pre_procedures = CHANGED[entry.category]
        actions.save_list_entry(version, entry, by=clerk, at=at)
    category, matter, _none, before = ADDED
    more = MajorIssueEntry(position=len(FIRST) + 1, category=category, matter=matter, pre_procedures=before)
    actions.save_list_entry(version, more, by=clerk, at=at)
    day = date(2025, 6, 18)
    return actions.adopt_list(version, adopted_by, day, date(2025, 7, 1), by=cast.users["secretary"], at=at)


def entrust(cast: Cast, year: int, at: datetime) -> None:
    """Authorise the deputy to preside in the secretary's absence, for a year."""
    secretary, deputy = cast.seats["secretary"], cast.seats["deputy"]
    authorise(
        cast.group,
        secretary,
        deputy,
        ("preside", "convene", "sign", "approve_leave"),
        date(year, 1, 1),
        date(year, 12, 31),
        f"县政府党组授权书〔{year}〕1号",
        "党组书记因故不能到会时",
        by=secretary.user,
        at=at,
    )


def declare(cast: Cast, at: datetime) -> None:
    """Declare interests; one name will occur on the agenda of next week."""
    for key, kind, name, relation in (
        ("member4", "relative", "云岭恒达建设有限公司", "配偶的兄弟任法定代表人"),
        ("member6", "relative", "毕向东", "表弟"),
        ("member3", "former_unit", "云岭县工业园区管理委员会", "曾任主任"),
        ("deputy", "holding", "云岭农业发展有限公司", "持有少量股份"),
    ):
        seat = cast.seats[key]
        declare_interest(seat, kind, name, relation, by=seat.user, at=at)
