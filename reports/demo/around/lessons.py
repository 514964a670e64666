"""What was studied in the demonstration, and what was written about it?  Plain tables, invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Lesson:
    """One study: day, theme, form, contents.

    starts: when (None: right after the meeting of that day).  speakers, away (with reasons), absent: keys of members.
    late, early: who came, left how many minutes after the beginning.  made_up: who made up for it, on which day.
    central: of the formal study group.  life: the year of the democratic-life meeting it prepares.
    """

    day: date
    title: str
    form: str
    contents: tuple[str, ...]
    gist: str
    starts: time | None = time(15)
    lecturer: str = ""
    speakers: tuple[str, ...] = ()
    away: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    late: Mapping[str, int] = field(default_factory=dict)
    early: Mapping[str, int] = field(default_factory=dict)
    made_up: Mapping[str, date] = field(default_factory=dict)
    central: bool = False
    life: int | None = None


YEAR = (
    Lesson(
        date(2025, 1, 22),
        "研读党章有关章节",
        "reading_originals",
        ("theory",),
        "逐章研读原文，围绕党的组织制度一章交流理解。",
    ),
    Lesson(
        date(2025, 2, 26),
        "法治专题讲座：行政复议法修订要点",
        "lecture",
        ("laws",),
        "听取修订要点讲解，结合县域行政复议案例讨论。",
        lecturer="祁文博（县司法局）",
        away={"member3": "赴外地对接招商项目", "member5": "处置突发警情"},
        made_up={"member3": date(2025, 3, 3)},
    ),
    Lesson(
        date(2025, 3, 26),
        "中心组学习研讨：改进文风会风",
        "discussion",
        ("ideas_theory", "central_documents"),
        "两名中心发言人发言，其他成员结合分管工作交流。",
        speakers=("member1", "member2"),
        central=True,
    ),
    Lesson(
        date(2025, 4, 24),
        "研读生态环境保护有关文件",
        "reading_originals",
        ("central_documents", "superior_documents_speeches"),
        "利用午间集中研读文件原文。",
        starts=time(11, 30),
        away={"member5": "参加州公安工作会议"},
        absent=("member7",),
    ),
    Lesson(
        date(2025, 5, 15),
        "研读科技创新有关讲话材料",
        "reading_originals",
        ("superior_documents_speeches",),
        "会后单独组织，研读讲话材料原文。",
        starts=None,
    ),
    Lesson(
        date(2025, 6, 25),
        "中心组学习研讨：防灾减灾救灾",
        "discussion",
        ("regional_strategy", "superior_documents_speeches"),
        "结合汛前检查情况开展研讨。",
        speakers=("deputy", "member4"),
        away={"member6": "参加上级机关培训"},
        absent=("member5",),
        central=True,
    ),
    Lesson(
        date(2025, 7, 23),
        "法治专题讲座：安全生产法",
        "lecture",
        ("laws",),
        "听取讲解，梳理部门监管职责。",
        lecturer="戚远帆（县应急管理局）",
        late={"member4": 22},
        absent=("member7",),
    ),
    Lesson(
        date(2025, 8, 27),
        "研读统计法律法规",
        "reading_originals",
        ("laws",),
        "研读原文，学习防治统计造假有关规定。",
        early={"member2": 80},
        away={"member5": "外出办案"},
    ),
    Lesson(
        date(2025, 9, 24),
        "中心组学习研讨：民族团结进步",
        "discussion",
        ("regional_strategy", "theory"),
        "三名成员作中心发言，会后形成研讨要点。",
        speakers=("member5", "member6", "secretary"),
        central=True,
    ),
    Lesson(
        date(2025, 10, 29),
        "学习外地优化营商环境经验材料",
        "other",
        ("experience_material", "reference_articles"),
        "观看介绍片，对照本县办事流程查找差距。",
        absent=("member5",),
    ),
    Lesson(
        date(2025, 11, 26),
        "全会文件辅导讲座",
        "lecture",
        ("central_documents",),
        "听取文件辅导，提出贯彻的初步考虑。",
        lecturer="闻道明（州委党校）",
        life=2025,
    ),
    Lesson(
        date(2025, 12, 24),
        "中心组学习研讨：民主生活会会前学习",
        "discussion",
        ("theory", "central_documents"),
        "围绕民主生活会主题学习研讨，统一思想认识。",
        speakers=("secretary", "deputy"),
        away={"member3": "参加州招商推介会"},
        central=True,
        life=2025,
    ),
)

THEMES = (
    ("研读年度重要文件原文", "reading_originals", ("central_documents",)),
    ("研读党内法规有关章节", "reading_originals", ("theory", "laws")),
    ("中心组学习研讨：产业发展", "discussion", ("regional_strategy",)),
    ("法治专题讲座：预算法", "lecture", ("laws",)),
    ("研读基层治理有关文件", "reading_originals", ("superior_documents_speeches",)),
    ("中心组学习研讨：作风建设", "discussion", ("ideas_theory",)),
    ("研读防汛抗旱有关规定", "reading_originals", ("laws", "superior_documents_speeches")),
    ("学习外地城市更新经验材料", "other", ("experience_material",)),
    ("中心组学习研讨：民生保障", "discussion", ("regional_strategy", "theory")),
    ("法治专题讲座：政府信息公开", "lecture", ("laws",)),
    ("研读理论文章选编", "reading_originals", ("reference_articles",)),
    ("中心组学习研讨：年度学习交流", "discussion", ("theory", "ideas_theory")),
)
"""What is studied in the year that runs, month by month; each third month by the formal study group."""

SELDOM = {"member3": (2, 4, 5, 7, 8, 10), "member5": (3, 5, 6, 8, 9)}
"""Who misses which months of the year that runs, so that the look ahead has something to say."""

OWN = {
    "secretary": "作为主要负责同志，我联系重点项目推进情况，反思统筹协调不够、督办链条偏长的问题。",
    "deputy": "我分管财政和发展改革，对照学习内容检查预算执行，看到资金沉淀和绩效评价流于形式的现象。",
    "member1": "在教育卫生战线，我走访了四所乡镇学校和两家卫生院，群众反映最多的是师资不稳、药品不全。",
    "member2": "今年春灌期间我到村里蹲点，渠道渗漏、用水秩序等老问题靠开会解决不了，要到田间地头去。",
    "member3": "招商工作常常重签约轻落地，我梳理近三年的意向协议，真正开工的不到一半，需要建立跟踪机制。",
    "member4": "城市更新牵动千家万户，老旧小区停车、加装电梯等事项，设计之前就该请居民坐下来一起商量。",
    "member5": "公安和信访工作直接面对矛盾，我旁听了三次调解，体会到把道理讲清楚比把流程走完更要紧。",
    "member6": "办公室文件数量虽有下降，但层层转发、以文件落实文件的情形仍在，精简要从起草环节做起。",
    "member7": "民政救助对象动态变化快，我抽查了二十户台账，有三户信息滞后，暴露出部门数据没有打通。",
    "member8": "市场监管点多面广，小作坊、小餐饮的规范不能只靠罚款，指导帮扶跟上了，问题才不会反复。",
}
POINTS = (
    "通过研读原文，我认识到制度的生命力在于执行，凡是定下来的事项都要有责任人、时间表和回头看。",
    "这次讲座使我弄清了法定程序的每一步，重大决策先论证、后审议，宁可慢一点也不能把步骤倒过来。",
    "研讨中大家互相启发，我感到调查研究不能满足于听汇报，多走几个不打招呼的点位，情况才真实。",
    "结合年终盘点，我体会到学习要同解决实际困难连在一起，年初列出的清单应当逐条对账、逐条销号。",
)
NEXT = (
    "下一步拟每月固定两天下沉一线，带着问题清单去、带着整改结果回。",
    "今后凡涉及群众切身利益的方案，一律先公开征求意见再上会研究。",
    "我将牵头修订相关工作流程，把学习中的收获变成看得见的制度条款。",
    "拟会同有关部门开展一次专项评估，用数据说明成效与不足。",
    "准备在分管领域试行首问负责和限时答复，半年后总结推广。",
    "计划组织年轻干部上讲台，用自己的案例谈理解，以讲促学。",
    "将把发现的短板列入年度重点任务，按季度通报进展。",
    "拟邀请专家把脉，再形成三年提升方案提交集体讨论。",
    "今后坚持带头撰写调研笔记，少引文件词句，多写亲眼所见。",
)
COPIED = "今年春灌期间我到村里蹲点，渠道渗漏、用水秩序等老问题靠开会解决不了，要到现场去。"
"""How a member wrote much the same as another, after both had been at the same place."""
TITLES = ("读原文有感", "学法用法心得", "研讨交流体会", "年度学习总结体会")

NOTES = (
    "读完有关章节，最大的触动是先立规矩后办事，我把分管领域的审批事项逐项对照，清出两项没有依据的前置条件。",
    "结合上半年工作再读原文，才懂得算账要算长远账，眼前看似省事的做法，往往把难题留给后来的人。",
    "三季度跑了十一个乡镇，把书本上的话拿到现场检验，发现干部最缺的不是政策条文，而是办成一件事的路径。",
)
"""Points of the year that runs, quarter by quarter."""

SEEN = (
    "在边远的牧业村，卫生室夜里亮着灯，村医一人守着三百多户，轮休制度应当尽快建起来。",
    "企业负责人说得直白，承诺的配套管网晚了半年，损失的是对政府的信任，比税收更难补。",
    "学校食堂的阿姨算给我听，每餐原料成本怎么控、剩菜怎么减，比汇报材料上的数字管用。",
    "冷链仓库里货架空着大半，原来是运费补贴只管出县，不管进园，政策设计时没有问过司机。",
    "老街坊围着图纸提了二十多条意见，有一半设计院没有想到，其中关于无障碍坡道的最该采纳。",
    "调解室墙上的锦旗旧了，台账却是新的，当年化解的纠纷九成没有反复，靠的是上门回访。",
    "夜查施工现场，工人戴着安全帽却没系带，班前教育流于签字，这样的细节最容易出大事。",
    "农机合作社的年轻人自己编了调度小程序，亩均作业成本降了一成，值得在全县推开。",
    "敬老院的护理员流动太快，问下来不是嫌累，是社保断缴没人管，这件事两周内就能办好。",
)
"""What they saw in the year that runs."""

FIELD = (
    "冬闲时节我两次回到年初蹲点的村子。第一次去，修好的渠道里落满了树叶，管护的公示牌上写着人名，"
    "打电话却无人接听；第二次去，村里已经把管护费同水费一起收，谁家门前的渠段谁来清，账目贴在墙上。"
    "由此想到，设施建成只是开头，有人管、有钱管、有办法管，才算真正办成。"
)
FIELD_COPIED = FIELD.replace("我两次", "我先后两次").replace("由此想到", "我由此体会到")
