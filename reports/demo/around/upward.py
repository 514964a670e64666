"""What did the body ask of its superior, and report to it, in the year?  A request answered, reports, an incident.

Besides, as of now: a request that waits for the signature, and a draft that is half way round the members.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from meetings.models import AgendaItem
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast
from reports.upward.actions import papers as upward_actions
from reports.upward.actions import replies as reply_actions
from reports.upward.actions import rounds as round_actions
from reports.upward.annual import actions as annual_actions
from reports.upward.incidents import actions as incident_actions
from reports.upward.incidents.models import Incident
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import AnnualSection

PLANNING = "研究向县委请示有关重大规划编制事项"
EVALUATION = "研究拟以县人民政府名义上报的规划中期评估报告"
YEAR_REPORT = "研究县政府党组2025年度全面工作情况报告"
ASKING = (
    "为做好重点领域规划编制工作，县政府党组会议研究提出了编制范围、进度安排和经费保障的初步意见。"
    "现将有关情况报告如下。\n\n一、基本情况\n规划基期为2025年，期限5年。\n\n二、拟开展的工作\n"
    "由县发展和改革局牵头，6月底前完成初稿，9月底前征求意见，年底前报审。\n\n妥否，请批示。"
)
FLOOD = (
    "7月10日至12日，我县出现强降雨过程，现将防汛救灾情况报告如下。\n\n一、雨情水情\n最大日降雨量68毫米，两条河流超过警戒水位。"
    "\n\n二、应对措施\n转移安置群众312人，抢通道路4处，下达应急资金500万元。\n\n三、当前情况\n"
    "水位已回落至警戒线以下，转移群众已返家。\n\n特此报告。"
)
MIDTERM = "现将规划中期评估情况报告如下。\n\n一、总体进展\n28项指标中，24项达到预期进度。\n\n二、分项情况\n（略）\n\n特此报告。"
TYPED = {
    "overview": "2025年，县政府党组按照工作规则召开会议、讨论决定重大问题，各项工作按计划推进。",
    "problems": "部分督办事项超过期限；个别议题材料报送不及时。",
    "plans": "继续执行党组工作规则，按季度核对督办事项，按月安排集体学习。",
}


def tell(cast: Cast, now: datetime) -> None:
    """Make this part of the demonstration through the acts.  now: what the latest rows are counted from."""
    _request_of_the_year(cast)
    _evaluation(cast)
    _flood(cast)
    _report_of_the_year(cast)
    _waiting(cast, now)


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment in the office's time."""
    return datetime.combine(day, time(hour, minute), ZONE)


def _draft(cast: Cast, kind: str, title: str, body: str, at: datetime, **more: Any) -> UpwardPaper:
    return upward_actions.draft_paper(
        cast.group, kind=kind, title=title, body=body, by=cast.users["clerk"], at=at, **more
    )


def _sent(cast: Cast, paper: UpwardPaper, signed: datetime, own_number: str = "") -> None:
    upward_actions.sign_paper(paper, "同意上报。", by=cast.users["secretary"], at=signed)
    day = (signed + DAY).date()
    upward_actions.send_paper(paper, day, "exchange", own_number, by=cast.users["clerk"], at=signed + DAY)


def _round(cast: Cast, paper: UpwardPaper, keys: list[str], at: datetime) -> None:
    """Send a paper round, and let these members consent, one after the other."""
    round_actions.circulate_paper(paper, (at + 3 * DAY).date(), by=cast.users["clerk"], at=at)
    for number, key in enumerate(keys, start=1):
        round_actions.answer_circulation(paper, True, by=cast.users[key], at=at + number * HOUR)


def _request_of_the_year(cast: Cast) -> None:
    """A request adopted in January, approved in February, with two things to do, closed in June."""
    clerk, item = cast.users["clerk"], AgendaItem.objects.get(meeting__group=cast.group, title=PLANNING)
    paper = _draft(
        cast,
        "request",
        "关于重点领域规划编制事项的请示",
        ASKING,
        moment(date(2025, 1, 12)),
        matter="重点领域规划编制",
        category="report_to_superior",
        copies="县人大常委会、县政协",
        discovered_on=date(2025, 1, 6),
        due_on=date(2025, 1, 24),
        acts_on=date(2025, 3, 1),
    )
    upward_actions.adopt_paper(paper, item, by=clerk, at=moment(date(2025, 1, 15)))
    _sent(cast, paper, moment(date(2025, 1, 16), 16))
    reply_actions.file_receipt(
        paper, date(2025, 1, 17), "县委收〔2025〕36号", by=clerk, at=moment(date(2025, 1, 17), 17)
    )
    reply_actions.file_reply(
        paper,
        "approved",
        date(2025, 2, 12),
        "原则同意。请严格按照规划管理有关规定编制，成果按程序报审。",
        number="云委复〔2025〕5号",
        by=clerk,
        at=moment(date(2025, 2, 13)),
    )
    for text, key, due, done, result in (
        ("成立规划编制工作专班", "deputy", date(2025, 3, 10), date(2025, 3, 5), "专班已成立，成员12人。"),
        ("编制完成规划初稿", "deputy", date(2025, 6, 30), date(2025, 6, 27), "初稿已完成并印送有关部门。"),
    ):
        action = reply_actions.add_reply_action(
            paper, text, cast.seats[key], due, by=clerk, at=moment(date(2025, 2, 14))
        )
        reply_actions.finish_reply_action(action, result, done, by=cast.users[key], at=moment(done, 15))
    reply_actions.close_paper(paper, by=clerk, at=moment(date(2025, 6, 30)))


def _evaluation(cast: Cast) -> None:
    """A report in the government's name, changed after the meeting, with the number its office gave."""
    clerk, item = cast.users["clerk"], AgendaItem.objects.get(meeting__group=cast.group, title=EVALUATION)
    paper = _draft(
        cast,
        "report",
        "关于报送规划中期评估报告的报告",
        MIDTERM,
        moment(date(2025, 9, 19)),
        report_kind="other",
        report_year=2025,
        category="upward_document",
        recipient="云岭所在州人民政府",
    )
    note = "按会议意见补充了2项指标的说明。"
    upward_actions.adopt_paper(paper, item, note, by=clerk, at=moment(date(2025, 9, 22)))
    _sent(cast, paper, moment(date(2025, 9, 23)), "云政报〔2025〕21号")
    reply_actions.file_receipt(paper, date(2025, 9, 25), "", by=clerk, at=moment(date(2025, 9, 25)))


def _flood(cast: Cast) -> None:
    """An incident of July, reported by telephone within the hour, followed up twice; the special report on it."""
    clerk, member = cast.users["clerk"], cast.users["member2"]
    began = moment(date(2025, 7, 10), 20, 20)
    incident: Incident = incident_actions.enter_incident(
        cast.group,
        title="北山河超警戒水位，沿河村庄受威胁",
        place="北山镇沿河村",
        discovered_at=began,
        facts="19时起强降雨，20时20分北山河水位超过警戒水位0.3米，沿河两个村民小组受威胁。",
        acted_at=began + HOUR / 2,
        measures="组织沿河群众转移，封闭两座漫水桥",
        by=member,
        at=began + HOUR / 4,
    )
    incident_actions.report_first(
        incident, began + 2 * HOUR / 3, "phone", "县委办公室", by=member, at=began + 3 * HOUR / 4
    )
    for hours, text in (
        (6, "水位仍在上涨，已转移群众186人，无人员伤亡。"),
        (34, "降雨停止，水位回落至警戒线以下，累计转移312人，抢通道路4处。"),
    ):
        incident_actions.follow_up(incident, text, "县委办公室", by=clerk, at=began + hours * HOUR)
    at = moment(date(2025, 7, 14))
    paper = _draft(
        cast,
        "report",
        "关于7月强降雨防汛救灾情况的专题报告",
        FLOOD,
        at,
        report_kind="special",
        report_year=2025,
        matter="7月强降雨防汛救灾情况",
        discovered_on=date(2025, 7, 10),
        due_on=date(2025, 7, 18),
    )
    incident_actions.link_paper(incident, paper, by=clerk, at=at + HOUR)
    incident_actions.close_incident(
        incident, "险情解除，转移群众全部返家，道路恢复通行。", by=member, at=at + 2 * HOUR
    )
    # Who has left since cannot be asked any more; the others are more than half.
    keys = ["secretary", "deputy", "member1", "member2", "member3", "member4", "member5", "member6"]
    _round(cast, paper, keys, at + 3 * HOUR)
    round_actions.adopt_by_circulation(paper, by=clerk, at=at + DAY)
    _sent(cast, paper, at + DAY + HOUR)
    reply_actions.file_receipt(paper, date(2025, 7, 16), "县委收〔2025〕288号", by=clerk, at=at + 2 * DAY)
    reply_actions.file_reply(
        paper, "noted", date(2025, 7, 21), "已阅。请做好水毁设施修复工作。", by=clerk, at=at + 8 * DAY
    )
    mending = reply_actions.add_reply_action(
        paper, "修复水毁道路和漫水桥", cast.seats["member4"], date(2025, 10, 31), by=clerk, at=at + 8 * DAY
    )
    reply_actions.finish_reply_action(
        mending, "4处道路、2座漫水桥已修复。", date(2025, 10, 20), by=cast.users["member4"], at=at + 98 * DAY
    )
    reply_actions.close_paper(paper, by=clerk, at=at + 99 * DAY)


def _report_of_the_year(cast: Cast) -> None:
    """The comprehensive report: drafted from the data, three sections typed, adopted, signed, sent in December."""
    clerk, item = cast.users["clerk"], AgendaItem.objects.get(meeting__group=cast.group, title=YEAR_REPORT)
    at = moment(date(2025, 12, 19))
    paper = annual_actions.draft_comprehensive(cast.group, 2025, by=clerk, at=at)
    for section in AnnualSection.objects.filter(paper=paper, key__in=TYPED).select_related("paper__group"):
        annual_actions.edit_section(section, TYPED[section.key], by=clerk, at=at + HOUR)
    paper.refresh_from_db()
    note = "按会议意见补充了下一步打算，数据更新至报送前。"
    upward_actions.adopt_paper(paper, item, note, by=clerk, at=at + 3 * DAY)
    _sent(cast, paper, at + 4 * DAY)
    reply_actions.file_receipt(paper, date(2025, 12, 24), "县委收〔2025〕512号", by=clerk, at=at + 6 * DAY)
    reply_actions.close_paper(paper, by=clerk, at=at + 7 * DAY)


def _waiting(cast: Cast, now: datetime) -> None:
    """A request of last week that waits for the signature, and a draft half way round; an incident that runs."""
    today = now.astimezone(ZONE).date()
    asking = _draft(
        cast,
        "request",
        "关于启动县城供水应急水源工程前期工作的请示",
        "县城现有供水水源单一，枯水期保障压力较大。县政府党组研究，拟启动应急水源工程前期工作。\n\n妥否，请批示。",
        now - 7 * DAY,
        matter="启动县城供水应急水源工程前期工作",
        category="major_project",
        due_on=today + timedelta(days=3),
        acts_on=today + timedelta(days=30),
    )
    _round(cast, asking, ["secretary", "deputy", "member1", "member2", "member6"], now - 6 * DAY)
    round_actions.adopt_by_circulation(asking, by=cast.users["clerk"], at=now - 5 * DAY)
    half = _draft(
        cast,
        "report",
        "关于贯彻落实安全生产工作部署情况的专题报告",
        "现将贯彻落实安全生产工作部署情况报告如下。\n\n一、安排部署\n召开专题会议1次，印发工作方案1份。\n\n"
        "二、检查整改\n检查生产经营单位86家，整改隐患142条。\n\n特此报告。",
        now - 2 * DAY,
        report_kind="special",
        report_year=today.year,
        matter="贯彻落实安全生产工作部署情况",
    )
    _round(cast, half, ["deputy", "member3", "member5"], now - DAY)
    incident = incident_actions.enter_incident(
        cast.group,
        title="城西供水主管道爆裂，部分小区停水",
        place="城西街道",
        discovered_at=now - 9 * HOUR,
        facts="主管道老化爆裂，影响3个小区约1800户用水。",
        acted_at=now - 8 * HOUR,
        measures="组织抢修，调派送水车4辆",
        by=cast.users["member2"],
        at=now - 8 * HOUR,
    )
    incident_actions.report_first(
        incident, now - 8 * HOUR, "phone", "县委办公室", by=cast.users["member2"], at=now - 7 * HOUR
    )
    incident_actions.follow_up(
        incident, "管道已开挖，预计当日恢复供水。", "县委办公室", by=cast.users["clerk"], at=now - 4 * HOUR
    )
