"""Examples of what is issued: the minutes of a meeting and an excerpt of them."""

from datetime import date

from meetings.minutes.drafting import ItemAccount, Matter, Outcome, draft_item
from meetings.minutes.paper_excerpt import MinutesExcerptFacts
from meetings.minutes.paper_minutes import MinutesFacts
from members.printing.parts import Person
from tests.papers.samples.cast import MEMBERS, OFFICE, RECORDER, SITTING

ACCOUNTS = (
    ItemAccount(
        1,
        "传达学习上级有关会议精神",
        Matter.CONVEYED,
        Outcome.NOTED,
        documents=("全州安全生产工作会议精神", "关于进一步加强基层应急管理体系建设的意见"),
        points="要把安全生产摆在突出位置，坚持人民至上、生命至上，树牢底线思维，压实属地责任、部门责任和企业主体责任",
        measures=(
            "由县应急管理局牵头，于4月10日前制定重点行业领域隐患排查方案",
            "各分管领导每月带队检查不少于1次，检查情况报县政府办公室汇总",
            "对排查出的隐患建立台账，逐项整改销号",
        ),
        owner="县应急管理局",
        co_owners=("县政府办公室", "各乡（镇）人民政府"),
        due=date(2025, 4, 10),
    ),
    ItemAccount(
        2,
        "关于2025年县级财政预算调整方案",
        Matter.DELIBERATED,
        Outcome.PASSED_IN_PRINCIPLE,
        reporter="县财政局",
        documents=("云岭县2025年县级财政预算调整方案（草案）",),
        points="预算调整要坚持“三保”优先，严控一般性支出，新增支出应当有明确的政策依据和绩效目标，16.5%的压减比例不得突破",
        text="由县财政局根据会议讨论意见修改完善后，按程序提请县政府常务会议审议，并依法报县人大常委会审查批准",
        owner="县财政局",
        due=date(2025, 4, 30),
    ),
    ItemAccount(
        3,
        "关于城北片区老旧小区改造项目资金安排",
        Matter.DELIBERATED,
        Outcome.PASSED,
        reporter="县住房和城乡建设局",
        text=(
            "安排县级配套资金1280万元用于城北片区6个老旧小区改造项目，资金分两批拨付，首批640万元于5月底前到位；"
            "项目招标投标、质量安全和资金使用接受审计监督"
        ),
        measures=("县住房和城乡建设局倒排工期，确保2025年11月30日前全部完工",),
        owner="县住房和城乡建设局",
        co_owners=("县财政局", "县审计局"),
        due=date(2025, 11, 30),
    ),
    ItemAccount(4, "关于干部任免的事项", Matter.PERSONNEL, Outcome.PASSED, paper="云岭政党组干〔2025〕3号"),
    ItemAccount(
        5,
        "关于县属国有粮库闲置资产处置",
        Matter.DELIBERATED,
        Outcome.POSTPONED,
        reporter="县发展和改革委员会",
        reason="资产评估报告尚未出具",
    ),
    ItemAccount(
        6,
        "关于一季度经济运行情况",
        Matter.BRIEFED,
        Outcome.NOTED,
        reporter="县统计局",
        points="要紧盯年度目标任务，加强运行调度，对落后指标逐项分析原因、拿出措施",
    ),
)

MINUTES = MinutesFacts(
    sitting=SITTING,
    mark="云岭县人民政府党组会议纪要",
    number="第44号",
    issuer=OFFICE,
    issued_on=date(2025, 3, 21),
    title="中共云岭县人民政府党组第44次会议纪要",
    items=tuple(draft_item(account) for account in ACCOUNTS),
    present=tuple(Person(member.name) for member in MEMBERS if member.name != "孙立"),
    leave=(Person("孙立", note="参加上级会议"),),
    observers=(
        Person("高峻", unit="派驻纪检监察组", post="组长"),
        Person("林芳", unit="县应急管理局", note="列席第一项"),
        Person("许东升", unit="县财政局", note="列席第二、三项"),
        Person("唐䶮", unit="县住房和城乡建设局", note="列席第三项"),
        Person("黄丽", unit="县统计局", note="列席第六项"),
    ),
    recorder=RECORDER,
    distribution=(
        "各党组成员",
        "县委办公室",
        "派驻纪检监察组",
        "县应急管理局",
        "县财政局",
        "县住房和城乡建设局",
        "县发展和改革委员会",
        "县统计局",
        "县审计局",
    ),
    printer=OFFICE,
    printed_on=date(2025, 3, 21),
)

MINUTES_EXCERPT = MinutesExcerptFacts(
    sitting=SITTING,
    mark=MINUTES.mark,
    number=MINUTES.number,
    issuer=OFFICE,
    issued_on=MINUTES.issued_on,
    title=MINUTES.title,
    item=MINUTES.items[2],
    recipient="县住房和城乡建设局",
    excerpted_by=RECORDER,
    excerpted_on=date(2025, 3, 24),
)
