"""In which words are the duties of the demonstration written?  Invented people, plain tables."""

from collections.abc import Mapping
from datetime import date

OFFICE = "县委组织部"

CHANGES: tuple[tuple[str, date, date, date], ...] = (
    ("deputy", date(2025, 5, 12), date(2025, 5, 20), date(2025, 6, 3)),
    ("member4", date(2025, 9, 1), date(2025, 10, 7), date(2025, 10, 8)),
)
"""Whose, the day of the change, announced, reported."""

BODY: tuple[tuple[str, str], ...] = (
    ("每半年至少专题研究一次全面从严治党和党风廉政建设工作。", "有会议记录和决定事项"),
    ("把党风廉政建设与政府业务工作一起研究、一起部署、一起检查、一起总结。", "四个阶段均有记录"),
    ("每年向县委报告一次履行主体责任情况。", "年终报告"),
)
FIRST: tuple[tuple[str, str], ...] = (
    ("履行抓党建和党风廉政建设第一责任人职责，重要工作亲自部署、重大问题亲自过问。", "有部署、有过问记录"),
    ("每年与党组成员至少开展一次廉政谈话。", "谈话登记"),
)
OWN: Mapping[str, tuple[str, str]] = {
    "secretary": ("抓好审计查出问题的整改和审计队伍作风建设。", "整改台账按期销号"),
    "deputy": (
        "抓好发展改革、财政、应急管理领域党风廉政建设，管住预算执行和项目审批。",
        "预算执行、招标投标抽查各2次",
    ),
    "member1": ("抓好教育、卫生健康领域行风建设，落实意识形态工作责任。", "行风评议1次"),
    "member2": ("抓好涉农资金和水利项目监管，防止“微腐败”。", "涉农资金抽查2次"),
    "member3": ("抓好工业商务、招商引资领域廉洁规范，管住优惠政策兑现。", "政策兑现公示"),
    "member4": ("抓好住房城乡建设、自然资源、交通运输领域招标投标和土地出让监管。", "重点项目廉政提醒全覆盖"),
    "member5": ("抓好公安、司法行政、信访领域队伍纪律和执法规范。", "执法检查2次"),
    "member6": ("抓好机关作风、公务接待和公务用车管理。", "每季度通报1次"),
    "member7": ("抓好民政、市场监管领域救助资金和执法监管。", "救助资金抽查1次"),
    "member8": ("抓好民政、市场监管领域救助资金和执法监管。", "救助资金抽查1次"),
}
REPORTS: Mapping[str, str] = {
    "secretary": "审计整改",
    "deputy": "预算执行和项目审批",
    "member1": "教育、卫生健康",
    "member2": "涉农资金和水利项目",
    "member3": "招商引资和政策兑现",
    "member4": "招标投标和土地出让",
    "member5": "执法规范",
    "member6": "机关作风",
    "member7": "救助资金监管",
    "member8": "救助资金监管",
}
HALVES: Mapping[int, str] = {
    1: "上半年按责任清单抓{field}方面工作：召开专题会议1次，开展廉政提醒2次，督促整改问题3个；"
    "不足是对基层检查还不够，下半年加强。",
    2: "下半年继续抓{field}方面工作：完成清单全部任务，开展抽查1次，发现的2个问题已整改；下一年重点抓制度落实。",
}
CLOSING = (
    "2025年党组研究党风廉政建设有关议题5项，其中审议党纪政务处分2件、审计整改1件；责任清单任务基本完成，"
    "半年报告应报18份、实报16份，2名成员各缺1份，已提醒补报；开展提醒谈话和廉政谈话2次。"
)
LAST = "{name}\n2025年度述职述廉报告\n\n一、履行职责情况\n二、落实“一岗双责”情况\n三、廉洁自律情况\n（演示材料）\n"

STAGES: tuple[tuple[str, str, str], ...] = (
    ("study", "item", "研究县政府党组2025年度全面从严治党责任清单"),
    ("deploy", "item", "研究县政府党组2025年度全面从严治党责任清单"),
    ("study", "item", "研究县级预算执行审计查出问题整改方案"),
    ("study", "item", "传达学习县委有关工作会议精神"),
    ("inspect", "task", "研究县政府党组2025年度全面从严治党责任清单"),
    ("inspect", "task", "研究县级预算执行审计查出问题整改方案"),
    ("summarise", "list", ""),
)
"""Stage, kind of record, title of the item (or of the item behind the task)."""

TALKS: tuple[tuple[str, str, str, date, str, str, str], ...] = (
    (
        "reminder",
        "secretary",
        "member3",
        date(2025, 2, 11),
        "个人有关事项报告超过期限的原因。",
        "对时限要求重视不够。",
        "今后提前一周报送，并协助办公室提醒他人。",
    ),
    (
        "integrity",
        "secretary",
        "member4",
        date(2025, 10, 15),
        "重点项目招标投标中的廉政风险。",
        "个别项目前期把关不严。",
        "建立重点项目廉政提醒清单，年底前完成。",
    ),
)
"""Kind, who talked, with whom, day, and what was said."""

ANSWERED: tuple[tuple[str, date, str, str, str, str, str], ...] = (
    (
        "member2",
        date(2025, 3, 25),
        "党建考核",
        "建议把涉农资金监管纳入党建工作责任制考核，实行一项一评。",
        "adopted",
        "采纳，纳入年度党建工作责任制考核方案研究。",
        "研究2025年度党建工作责任制考核方案",
    ),
    (
        "member5",
        date(2025, 6, 12),
        "纪律教育",
        "建议每季度组织一次执法队伍警示教育。",
        "noted",
        "已转县公安局、县司法局结合实际安排。",
        "",
    ),
    (
        "member1",
        date(2025, 9, 18),
        "作风建设",
        "建议将学校食堂检查频次提高到每周一次。",
        "declined",
        "现行每月检查并随机抽查已能满足要求，频次过高增加基层负担，暂不调整。",
        "",
    ),
)
"""Who, when, field, text, outcome, answer, title of the topic it became."""
