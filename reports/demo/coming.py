"""What lies ahead?  The meeting of next week, ready to be tried, and topics that wait for the secretary."""

from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings import actions
from meetings.models import AgendaItem, Meeting
from reports.demo.before import DAY, HOUR, ZONE, accept, propose
from reports.demo.cast import Cast
from reports.demo.script import Topic, first

PAPER = "{title}\n\n一、基本情况\n二、主要内容\n三、提请研究的事项\n\n（演示材料）\n"


def agenda(today: date) -> tuple[Topic, ...]:
    """Return the topics of next week's agenda; the third names a company one member has declared."""
    return (
        first("传达学习关于安全发展的重要讲话精神", today - timedelta(days=9)),
        Topic(
            "研究县城污水处理厂扩建项目",
            "major_project",
            "member4",
            "县住房和城乡建设局",
            amount=5600,
            summary="扩建规模每日1万吨，拟分两期实施。",
            draft="会议同意县城污水处理厂扩建项目，分两期实施。",
        ),
        Topic(
            "研究与云岭恒达建设有限公司工程价款结算事项",
            "funds",
            "deputy",
            "县财政局",
            amount=730,
            summary="结算审核已完成，拟按审定金额支付。",
            draft="会议同意按审定金额730万元支付工程价款。",
        ),
        Topic(
            "研究任命县林业和草原局副局长人选",
            "personnel.appoint",
            "secretary",
            "县人力资源和社会保障局",
            candidate="苗青禾",
            draft="会议同意任命苗青禾为县林业和草原局副局长（试用期一年）。",
        ),
    )


def announce(cast: Cast, now: datetime) -> Meeting:
    """Prepare the meeting of next week up to a notice that is partly answered.

    One member has asked for leave and waits for the answer, another will be away and has written an opinion.
    """
    day = next_week(now.astimezone(ZONE).date())
    clerk, secretary = cast.users["clerk"], cast.users["secretary"]
    meeting = actions.plan_meeting(
        cast.group,
        starts_at=datetime.combine(day, time(9), ZONE),
        place=cast.group.default_place,
        leave_deadline=datetime.combine(day - timedelta(days=1), time(17), ZONE),
        recorder=cast.users["recorder"],
        by=clerk,
        at=now - 6 * DAY,
    )
    items = []
    for topic in agenda(now.astimezone(ZONE).date()):
        proposal = propose(cast, topic, now - 6 * DAY)
        paper = SimpleUploadedFile("材料.txt", PAPER.format(title=topic.title).encode())
        actions.attach_paper(
            proposal, paper, f"{topic.title}的汇报材料", by=proposal.proposer.user, at=now - 6 * DAY
        )
        accept(cast, proposal, now - 5 * DAY)
        items.append(actions.place_proposal(meeting, proposal, by=clerk, at=now - 4 * DAY))
    user = cast.users["observer"]
    actions.invite_observer(
        meeting,
        name=user.name,
        unit="派驻纪检监察组",
        user=user,
        from_supervision_unit=True,
        by=clerk,
        at=now - 4 * DAY,
    )
    actions.approve_agenda(meeting, by=secretary, at=now - 3 * DAY)
    actions.give_notice(meeting, by=clerk, at=now - 3 * DAY + HOUR)
    reply(cast, meeting, items, now - DAY)
    return meeting


def reply(cast: Cast, meeting: Meeting, items: list[AgendaItem], at: datetime) -> None:
    """Let some answer, one read only, two ask for leave; of two members nothing has come in yet."""
    for key in ("secretary", "deputy", "member4", "member6"):
        actions.reply_notice(meeting, True, by=cast.users[key], at=at)
    actions.read_notice(meeting, by=cast.users["member5"], at=at)
    for key, reason, text in (
        ("member3", "business_trip", "赴外地对接招商项目"),
        ("member1", "superior_meeting", "参加州教育工作会议"),
    ):
        actions.reply_notice(meeting, False, by=cast.users[key], at=at)
        leave = actions.request_leave(meeting, reason, text, by=cast.users[key], at=at + HOUR)
        if key == "member3":
            actions.approve_leave(leave, "同意", by=cast.users["secretary"], at=at + 2 * HOUR)
    opinion = "同意扩建，建议同步实施雨污分流改造。"
    actions.write_opinion(items[1], opinion, by=cast.users["member3"], at=at + 3 * HOUR)


def waiting(cast: Cast, now: datetime) -> None:
    """Leave topics at every stage: accepted and not placed, submitted, returned, postponed, a draft."""
    secretary, at = cast.users["secretary"], now - 2 * DAY
    ready = Topic(
        "研究冬季森林防火工作方案",
        "implementation_measures",
        "member2",
        "县林业和草原局",
        draft="会议同意冬季森林防火工作方案。",
    )
    accept(cast, propose(cast, ready, at), at + HOUR)
    for topic in (
        Topic("研究中小学食堂改造资金安排", "funds", "member1", "县教育体育局", amount=620),
        Topic("研究县城农贸市场管理办法（草案）", "normative_document", "member8", "县市场监督管理局"),
    ):
        proposal = propose(cast, topic, at)
        actions.submit_proposal(proposal, by=proposal.proposer.user, at=at + 6 * HOUR)
    actions.check_proposal(proposal, True, "材料齐全", by=cast.users["clerk"], at=at + 20 * HOUR)
    thin = propose(cast, Topic("研究乡镇道路养护体制改革方案", "reform", "member4", "县交通运输局"), at)
    actions.submit_proposal(thin, by=thin.proposer.user, at=at + HOUR)
    actions.return_proposal(thin, "请补充征求乡镇意见后再报", by=secretary, at=at + 8 * HOUR)
    early = propose(
        cast,
        Topic("研究下一年度招商引资奖励方案", "assessment_reward_penalty", "member3", "县工业商务局"),
        at,
    )
    actions.submit_proposal(early, by=early.proposer.user, at=at + HOUR)
    actions.postpone_proposal(early, "待年度考核结果确定后研究", by=secretary, at=at + 8 * HOUR)
    propose(
        cast,
        Topic("研究社区养老服务设施建设项目", "major_project", "member8", "县民政局", amount=480),
        now - DAY,
    )


def next_week(today: date) -> date:
    """Return the Wednesday of next week."""
    return today - timedelta(days=today.weekday()) + timedelta(days=9)
