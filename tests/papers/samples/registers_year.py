"""Examples of registers of the year: filings, responsibilities, transmission."""

from datetime import date

from meetings.papers.transmission_register import TransmissionRegisterFacts, TransmissionRow
from reports.checks.paper_findings import FindingAnswerRow, FindingRow, FindingsListFacts, RepeatedRow
from reports.responsibility.paper_filings import FilingRow, FilingsRegisterFacts
from reports.responsibility.paper_responsibilities import ResponsibilityListFacts, ResponsibilityRow
from tests.papers.samples.cast import GROUP, MEMBERS, RECORDER

FILINGS = FilingsRegisterFacts(
    group=GROUP,
    year=2025,
    as_of=date(2025, 12, 31),
    rows=(
        *(
            FilingRow(
                member.name,
                "个人有关事项",
                2025,
                date(2025, 1, 31),
                date(2025, 1, 20 + index),
                "按期",
                "县委组织部",
            )
            for index, member in enumerate(MEMBERS)
        ),
        FilingRow("马垚", "变更报告", 2025, date(2025, 8, 14), date(2025, 8, 17), "逾期3天", "县委组织部"),
        FilingRow("王海", "述职述廉", 2025, date(2025, 12, 31), date(2025, 12, 19), "按期", "党组会议"),
        FilingRow("孙立", "述职述廉", 2025, date(2025, 12, 31), None, "未报"),
    ),
    compiled_by=RECORDER,
)

RESPONSIBILITIES = ResponsibilityListFacts(
    group=GROUP,
    year=2025,
    version=1,
    adopted_by="党组第43次会议第二项",
    adopted_on=date(2025, 2, 20),
    rows=(
        ResponsibilityRow(
            "主体责任",
            "党组",
            "",
            "每半年专题研究一次全面从严治党工作。",
            "有议题、有纪要",
            date(2025, 12, 31),
        ),
        ResponsibilityRow(
            "第一责任人责任", "陈志远", "", "与班子成员逐一开展廉政谈话。", "有登记", date(2025, 11, 30)
        ),
        ResponsibilityRow(
            "一岗双责",
            "李明哲",
            "住房城建、水利",
            "督促分管单位排查工程领域廉政风险点。",
            "有清单",
            date(2025, 6, 30),
        ),
        ResponsibilityRow(
            "一岗双责",
            "马垚",
            "财政",
            "组织专项资金使用情况自查。",
            "有自查报告",
            date(2025, 10, 31),
            "已报告",
        ),
    ),
)

TRANSMISSION = TransmissionRegisterFacts(
    group=GROUP,
    year=2025,
    as_of=date(2025, 6, 30),
    rows=(
        TransmissionRow(
            date(2025, 3, 10),
            "关于进一步加强基层应急管理体系建设的意见",
            "州政办发〔2025〕6号",
            "州人民政府办公室",
            ("安全生产",),
            ("第44次会议第一项（3月18日）",),
            ("制定重点行业领域隐患排查方案", "各分管领导每月带队检查不少于1次"),
            "应补学1人，已补学1人",
            "已落实",
        ),
        TransmissionRow(
            date(2025, 4, 2),
            "关于做好2025年度廉政教育工作的通知",
            "州纪发〔2025〕11号",
            "州纪委",
            ("党风廉政",),
            ("第45次会议第一项（4月15日）", "第46次会议第二项（5月8日）"),
            ("无需制定措施：已列入年度廉政教育计划",),
            "",
            "已传达",
        ),
    ),
    compiled_by=RECORDER,
)

FINDINGS = FindingsListFacts(
    group=GROUP,
    year=2025,
    as_of=date(2025, 12, 31),
    rows=(
        FindingRow(
            "CHK-15",
            "有会议记录无会议纪要",
            "会议 第45次党组会议",
            date(2025, 4, 15),
            "会后已超过3个工作日，会议纪要尚未印发。",
            "6.5-l",
            "违反规定",
            "未答复",
        ),
        FindingRow(
            "CHK-02",
            "第一议题学习不及时",
            "议题 传达学习有关会议精神",
            date(2025, 5, 8),
            "材料3月20日发布，5月8日学习，相隔49天，超过30天。",
            "6.1-a",
            "提示",
            "已答复",
            (
                FindingAnswerRow(
                    "说明", "材料5月6日经上级转发后收到，收到后两日内安排学习。", RECORDER, date(2025, 5, 12)
                ),
            ),
        ),
        FindingRow(
            "CHK-30",
            "学习体会抄袭、雷同",
            "学习体会 基层调研体会",
            date(2025, 6, 30),
            "与另一篇学习体会相似度为82%，请本人说明。",
            "8.3-c",
            "询问",
            "已消除",
            (FindingAnswerRow("整改", "已退回本人重写，新稿7月5日提交。", RECORDER, date(2025, 7, 6)),),
        ),
    ),
    repeated=(RepeatedRow("CHK-02", "第一议题学习不及时", 2, date(2025, 3, 4), date(2025, 5, 8)),),
    open=1,
    answered=1,
    cured=1,
    compiled_by=RECORDER,
)
