"""Examples of the papers of a democratic life meeting: opinions, talk, outline cover, rectification."""

from datetime import date

from lifes.papers.opinion_form import OpinionFormFacts
from lifes.papers.opinion_summary import OpinionRow, OpinionSummaryFacts
from lifes.papers.outline_cover import OutlineCoverFacts
from lifes.papers.rectification_list import RectificationListFacts, RectificationRow
from lifes.papers.talk_record import TalkRecordFacts
from members.printing.parts import Opinion
from tests.papers.samples.cast import GROUP, MEMBERS, RECORDER

ROUND = "2025年度民主生活会征求意见"

FORM = OpinionFormFacts(
    group=GROUP,
    round=ROUND,
    target="李明哲",
    headings=("服务群众和基层", "工作作风", "履行职责"),
    opinion="到项目现场多，到离县城远的村少。",
    suggestion="每季度至少到一个边远村现场办公。",
    unit_kind="乡（镇）",
    returned_on=date(2025, 12, 12),
    due_on=date(2025, 12, 15),
)

SUMMARY = OpinionSummaryFacts(
    group=GROUP,
    round=ROUND,
    way="征求意见表、座谈会",
    sent=15,
    returned=12,
    rate="80.0%",
    closed_on=date(2025, 12, 15),
    rows=(
        OpinionRow(
            "领导班子",
            "会议材料送达较晚，基层准备时间不足。",
            "提前三天送达。",
            "征求意见表",
            date(2025, 12, 18),
        ),
        OpinionRow("李明哲", "到项目现场多，到离县城远的村少。", "", "征求意见表", date(2025, 12, 18)),
        OpinionRow("王海", "", "部门之间的协调事项多开现场会。", "座谈会", date(2025, 12, 19)),
    ),
    compiled_by=RECORDER,
    compiled_on=date(2025, 12, 19),
)

TALK = TalkRecordFacts(
    group=GROUP,
    people=(MEMBERS[0], MEMBERS[2]),
    held_on=date(2025, 12, 16),
    place="县政府301室",
    topics="交流一年来分管工作情况和民主生活会准备情况。",
    problems="对项目进度催得紧，听乡镇意见不够；边远村走得少。",
    agreed="明年每季度到一个边远村现场办公，项目调度会先听乡镇意见。",
)

COVER = OutlineCoverFacts(
    group=GROUP,
    life="2025年度领导班子民主生活会",
    year=2025,
    theme="改进作风、服务基层",
    member="李明哲",
    post="党组成员、副县长",
    version=2,
    submitted_on=date(2026, 1, 6),
    state="已审定",
    approval=Opinion("同意。", "陈志远", date(2026, 1, 8)),
)

RECTIFICATION = RectificationListFacts(
    group=GROUP,
    life="2025年度民主生活会",
    whose="党组领导班子",
    as_of=date(2026, 3, 31),
    rows=(
        RectificationRow(
            "会议材料送达较晚，基层准备时间不足",
            "征求意见",
            "立行立改",
            "会议材料至少提前三天送达，由办公室逐次登记",
            "孙立",
            "县政府办公室",
            date(2026, 2, 28),
            "1月以来的会议材料均提前三天送达",
            "送达登记表",
            "已销号",
            "陈志远",
            date(2026, 3, 2),
        ),
        RectificationRow(
            "到边远村调研少",
            "自查",
            "长期坚持",
            "每季度到一个边远村现场办公，办理结果在村公示栏公开",
            "李明哲",
            "县乡村振兴局",
            date(2026, 12, 20),
            "一季度已到北坡村现场办公，收集事项6件，办结4件",
            "现场办公记录",
            "正在整改",
        ),
    ),
)
