"""Examples of papers to the superior body: a request, a report, an incident."""

from datetime import date, datetime

from reports.upward.incidents.paper_report import FollowUp, IncidentReportFacts
from reports.upward.paper_request import UpwardPaperFacts
from tests.papers.samples.cast import GROUP, OFFICE, RECORDER, ZONE

REQUEST = UpwardPaperFacts(
    mark="中共云岭县人民政府党组文件",
    number="云岭政党组〔2025〕12号",
    signer="陈志远",
    title="中共云岭县人民政府党组关于将城北水厂迁建项目列入县级重点建设计划的请示",
    recipient="中共云岭县委员会",
    body=(
        "城北水厂建于1994年，设计日供水量1.2万立方米，现状取水口位于新划定的水源保护区范围内。"
        "经党组第47次会议研究，拟实施城北水厂迁建项目。现将有关情况请示如下：\n"
        "一、项目必要性\n"
        "（一）供水能力不足。2024年夏季高峰日供水缺口2300立方米，3个小区分时段供水共41天。\n"
        "（二）取水口需要调整。按照水源保护区划定方案，现有取水口应于2027年底前迁出。\n"
        "二、建设内容和投资\n"
        "新建日供水3万立方米水厂1座，铺设输水管道14.6公里。项目总投资9860万元，其中申请上级资金5000万元，县级配套2860万元，"
        "其余2000万元通过银行贷款解决。\n"
        "三、前期工作情况\n"
        "项目已完成可行性研究、社会稳定风险评估和合法性审查。\n"
        "现申请将城北水厂迁建项目列入2026年县级重点建设计划。"
    ),
    ending="妥否，请批示。",
    attachments=(
        "城北水厂迁建项目可行性研究报告",
        "城北水厂迁建项目社会稳定风险评估报告及投资估算审核表",
        "党组第47次会议纪要摘录",
    ),
    issuer=GROUP,
    dated=date(2025, 9, 5),
    contact=RECORDER,
    phone="0991-0000000",
    copies=("县人大常委会党组", "县政协党组"),
    printer=OFFICE,
    printed_on=date(2025, 9, 5),
)

REPORT = UpwardPaperFacts(
    mark="中共云岭县人民政府党组文件",
    number="云岭政党组〔2025〕15号",
    signer="陈志远",
    title="中共云岭县人民政府党组关于老旧小区改造项目进展情况的报告",
    recipient="中共云岭县委员会",
    body=(
        "现将城北片区老旧小区改造项目进展情况报告如下：\n"
        "一、基本情况。项目涉及6个小区1260户，总投资1280万元，4月开工，截至9月底完成投资910万元。\n"
        "二、存在的困难。两个小区的管线迁改需要与供电、通信企业错开工期，较计划晚约20天。\n"
        "三、下一步工作。倒排工期，11月30日前全部完工并组织验收。"
    ),
    ending="特此报告。",
    attachments=("城北片区老旧小区改造项目进度表",),
    issuer=GROUP,
    dated=date(2025, 10, 9),
    contact=RECORDER,
    phone="0991-0000000",
    printer=OFFICE,
    printed_on=date(2025, 10, 9),
)


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 7, day, hour, minute, tzinfo=ZONE)


INCIDENT = IncidentReportFacts(
    group=GROUP,
    title="县道X215线12公里处山体塌方阻断交通",
    place="北坡乡",
    discovered_at=_at(14, 6, 20),
    first_reported_at=_at(14, 7, 5),
    way="电话",
    recipient="县委值班室",
    elapsed="45分钟",
    limit=2,
    gist="7月14日凌晨强降雨致塌方约600立方米，双向阻断，无人员伤亡。",
    acted="组织2台挖掘机、1台装载机抢通，设置绕行标志，安排专人值守。",
    paper="云岭政党组〔2025〕9号",
    follow_ups=(
        FollowUp(_at(14, 12, 0), "李明哲", "清理塌方约400立方米，预计18时前单向放行。"),
        FollowUp(_at(15, 9, 30), "李明哲", "14日19时20分双向放行，坡面布设监测点3处。"),
    ),
    outcome="道路恢复双向通行，坡面监测持续至汛期结束。",
    closed=True,
    reporter=RECORDER,
)
