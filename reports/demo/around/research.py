"""What was looked at in the field, and what was published?  Two themes in one township, a report of the secretary's own, three articles.

One report is major and was read; one research is under way and one plan waits; one article was published in time, one was
registered late, one waits to be decided on.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from meetings.models import AgendaItem, TopicProposal
from reports.demo.around import research_words as words
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast
from reports.research.actions import projects as actions
from reports.research.articles import actions as articles
from reports.research.models.projects import ResearchProject

WATER_TOPIC = "研究县城区应急备用水源工程方案"
JOBS_TOPIC = "研究贯彻上级稳就业部署的实施措施"


def moment(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """Return a moment of the office's day."""
    return datetime.combine(date(year, month, day), time(hour), ZONE)


def tell(cast: Cast, now: datetime) -> None:
    """Make this part of the demonstration through the acts.  now: what the latest rows are counted from."""
    drinking_water(cast)
    village_roads(cast)
    jobs(cast)
    ahead(cast, now)
    published(cast, now)


def plan(
    cast: Cast, key: str, theme: str, days: tuple[date, date], at: datetime, **more: Any
) -> ResearchProject:
    """Draft a plan as its leader."""
    return actions.draft_project(
        cast.group,
        theme=theme,
        leader=cast.seats[key],
        begins_on=days[0],
        ends_on=days[1],
        by=cast.users[key],
        at=at,
        **more,
    )


def visit(cast: Cast, one: ResearchProject, rows: list[tuple[str, date, str]], at: datetime) -> None:
    """Plan the visits of a project."""
    for place, day, purpose in rows:
        actions.plan_visit(one, place, day, purpose, by=one.leader.user, at=at)


def company(one: ResearchProject, local: tuple[str, int], own: tuple[str, int], at: datetime) -> None:
    """Name who comes along."""
    for side, (who, count) in (("local", local), ("own", own)):
        actions.name_escort(one, side, who, count, by=one.leader.user, at=at)


def set_out(cast: Cast, one: ResearchProject, at: datetime) -> None:
    """Let the secretary approve the plan, and the leader set out on its first day."""
    actions.approve_project(one, by=cast.users["secretary"], at=at)
    actions.begin_project(one, by=one.leader.user, at=datetime.combine(one.begins_on, time(8), ZONE))


def write_up(  # noqa: PLR0917  (what a report consists of)
    one: ResearchProject,
    findings: str,
    output: str,
    text: str,
    advice: tuple[tuple[str, str], ...],
    at: datetime,
) -> None:
    """Look back at the trip, write findings and recommendations, and make the report final."""
    leader = one.leader.user
    actions.write_findings(one, findings, output, text, by=leader, at=at)
    for recommended, addressed_to in advice:
        actions.recommend(one, recommended, addressed_to, by=leader, at=at + HOUR)
    actions.finish_report(one, by=leader, at=at + DAY)


def drinking_water(cast: Cast) -> None:
    """Thematic research of which a recommendation became a topic; its major report was read by the secretary."""
    days, leader = (date(2025, 3, 24), date(2025, 3, 28)), cast.users["member2"]
    one = plan(
        cast,
        "member2",
        "边远村组饮水安全专题调研",
        days,
        moment(2025, 3, 12),
        kind="thematic",
        purpose=words.WATER_PURPOSE,
        way="走访农户、查看管网、座谈",
        cost="公务用车1辆，伙食费自理",
        major=True,
    )
    visit(
        cast,
        one,
        [
            ("石门乡", date(2025, 3, 25), "查看管网、走访农户"),
            ("东山乡", date(2025, 3, 26), "查看水厂、座谈"),
            ("西河镇", date(2025, 3, 27), "走访用水户"),
        ],
        moment(2025, 3, 12, 15),
    )
    company(one, ("乡镇分管负责人", 1), ("县水务局、县政府办公室工作人员", 3), moment(2025, 3, 12, 16))
    set_out(cast, one, moment(2025, 3, 14))
    actions.check_trip(one, words.KEPT, by=leader, at=moment(2025, 3, 29))
    write_up(one, words.WATER_FINDINGS, "report", words.WATER_REPORT, words.WATER_ADVICE, moment(2025, 4, 2))
    actions.feed_back_to_place(
        one, date(2025, 4, 7), "石门乡、东山乡、西河镇党委", "座谈会", by=leader, at=moment(2025, 4, 7, 16)
    )
    actions.send_to_secretary(one, by=leader, at=moment(2025, 4, 7, 17))
    actions.read_report(one, words.WATER_COMMENT, by=cast.users["secretary"], at=moment(2025, 4, 9))
    topic = TopicProposal.objects.filter(group=cast.group, title=WATER_TOPIC).first()
    notes = (
        ("adopted", "已提交党组会议研究", topic),
        ("partly", "当年先安排9个村组", None),
        ("adopted", "已列入调整后的预算", None),
    )
    for row, (adoption, note, became) in zip(one.recommendations.order_by("pk"), notes, strict=True):
        actions.note_adoption(row, adoption, note, became, by=leader, at=moment(2025, 5, 20))
    actions.close_project(one, by=leader, at=moment(2025, 5, 21))


def village_roads(cast: Cast) -> None:
    """Thematic research that went to the same township in the same week, and ends in a brief; not all was as it should."""
    days, leader = (date(2025, 3, 27), date(2025, 3, 29)), cast.users["member4"]
    one = plan(
        cast,
        "member4",
        "乡村公路养护专题调研",
        days,
        moment(2025, 3, 17),
        kind="thematic",
        purpose="了解乡村公路日常养护和补助发放情况。",
        way="沿线查看",
        work_tags=["conduct"],
    )
    visit(
        cast,
        one,
        [("北坡乡", date(2025, 3, 27), "沿线查看"), ("东山乡", date(2025, 3, 28), "走访养护员")],
        moment(2025, 3, 17, 15),
    )
    company(one, ("乡镇负责人及站所人员", 4), ("县交通运输局工作人员", 2), moment(2025, 3, 17, 16))
    set_out(cast, one, moment(2025, 3, 19))
    answers = words.KEPT | {"reception": "no"}
    actions.check_trip(
        one, answers, "一处在路口迎候，已当场要求返回并在座谈会上提醒", by=leader, at=moment(2025, 3, 31)
    )
    advice = (("按季拨付养护员补助。", "县财政局"), ("在三个乡镇设小修材料点。", "县交通运输局"))
    write_up(one, words.ROAD_FINDINGS, "brief", words.ROAD_BRIEF, advice, moment(2025, 4, 8))
    actions.feed_back_to_place(
        one, date(2025, 4, 10), "北坡乡、东山乡政府", "书面", by=leader, at=moment(2025, 4, 10, 16)
    )
    first, second = one.recommendations.order_by("pk")
    actions.note_adoption(first, "adopted", "二季度起按季拨付", by=leader, at=moment(2025, 7, 2))
    actions.note_adoption(second, "declined", "由乡镇自行储备", by=leader, at=moment(2025, 7, 2))
    actions.close_project(one, by=leader, at=moment(2025, 7, 3))


def jobs(cast: Cast) -> None:
    """Comprehensive research of the secretary with two members; the group saw the report at an item of a meeting."""
    head = cast.users["secretary"]
    one = plan(
        cast,
        "secretary",
        "稳就业促增收综合调研",
        (date(2025, 9, 3), date(2025, 9, 5)),
        moment(2025, 8, 26),
        kind="comprehensive",
        purpose=words.JOBS_PURPOSE,
        way="走访企业和农户、座谈",
        team=[cast.seats["member3"], cast.seats["member6"]],
        major=True,
    )
    visit(
        cast,
        one,
        [
            ("县工业园区", date(2025, 9, 3), "走访企业"),
            ("西河镇", date(2025, 9, 4), "走访农户、座谈"),
            ("南溪乡", date(2025, 9, 5), "查看零工市场"),
        ],
        moment(2025, 8, 26, 15),
    )
    company(one, ("乡镇、园区负责人", 2), ("相关部门工作人员", 3), moment(2025, 8, 26, 16))
    set_out(cast, one, moment(2025, 8, 28))
    actions.check_trip(one, words.KEPT, by=head, at=moment(2025, 9, 8))
    write_up(one, words.JOBS_FINDINGS, "report", words.JOBS_REPORT, words.JOBS_ADVICE, moment(2025, 9, 15))
    file = SimpleUploadedFile("稳就业促增收综合调研报告.txt", words.JOBS_REPORT.encode())
    actions.attach_output(one, file, "综合调研报告（正式稿）", by=head, at=moment(2025, 9, 16, 15))
    actions.feed_back_to_place(
        one, date(2025, 9, 18), "西河镇、南溪乡、县工业园区", "座谈会", by=head, at=moment(2025, 9, 18, 17)
    )
    item = AgendaItem.objects.filter(meeting__group=cast.group, title=JOBS_TOPIC, removed=False).first()
    if item is None:
        actions.show_to_group(one, None, "党组成员传阅单", by=head, at=moment(2025, 9, 19))
    else:
        actions.show_to_group(one, item, by=head, at=moment(2025, 10, 16, 17))
    first, second = one.recommendations.order_by("pk")
    topic = item.proposal if item is not None else None
    actions.note_adoption(first, "adopted", "22条措施", topic, by=head, at=moment(2025, 10, 20))
    actions.note_adoption(second, "adopted", "10月起每月对接", by=head, at=moment(2025, 11, 3))
    actions.close_project(one, by=head, at=moment(2025, 11, 4))


def ahead(cast: Cast, now: datetime) -> None:
    """Leave one research under way, whose visit meets another's in one week, and a plan that waits for the secretary."""
    today = localdate(now)
    begins = today - timedelta(days=3)
    care = plan(
        cast,
        "member8",
        "乡镇养老服务专题调研",
        (begins, today + timedelta(days=6)),
        now - 8 * DAY,
        kind="thematic",
        purpose=words.CARE_PURPOSE,
        way="查看设施、走访老人、座谈",
    )
    visit(
        cast,
        care,
        [
            ("南溪乡", begins + timedelta(days=1), "查看敬老院"),
            ("石门乡", today + timedelta(days=1), "查看互助养老点"),
        ],
        now - 8 * DAY,
    )
    company(care, ("乡镇分管负责人", 1), ("县民政局工作人员", 2), now - 8 * DAY)
    set_out(cast, care, now - 6 * DAY)
    actions.write_findings(
        care, "南溪乡敬老院入住率不足六成，护理人员偏少。", "report", by=cast.users["member8"], at=now - DAY
    )
    actions.recommend(
        care, "护理人员由县级统一培训、统筹使用。", "县民政局", by=cast.users["member8"], at=now - DAY
    )
    yard = plan(
        cast,
        "member3",
        "园区企业成本专题调研",
        (today + timedelta(days=3), today + timedelta(days=5)),
        now - DAY,
        kind="thematic",
        purpose=words.YARD_PURPOSE,
        way="走访企业",
    )
    visit(
        cast,
        yard,
        [
            ("县工业园区", today + timedelta(days=3), "走访企业"),
            ("石门乡", today + timedelta(days=4), "座谈"),
        ],
        now - DAY,
    )
    company(yard, ("园区负责人", 1), ("县工业商务局工作人员", 2), now - DAY)


def published(cast: Cast, now: datetime) -> None:
    """One article approved and published, one registered late, one that waits for the secretary."""
    author = cast.users["member1"]
    reading = articles.draft_article(
        cast.group,
        words.READING,
        title="让乡村孩子读上好书",
        author=cast.seats["member1"],
        outlet="《云岭日报》理论版",
        relation="分管教育工作",
        by=author,
        at=moment(2025, 4, 10),
    )
    articles.apply_for_article(reading, by=author, at=moment(2025, 4, 11))
    articles.approve_article(reading, "同意发表。", by=cast.users["secretary"], at=moment(2025, 4, 14))
    articles.publish_article(reading, date(2025, 4, 23), "第3版", by=author, at=moment(2025, 4, 24))
    park = articles.draft_article(
        cast.group,
        words.PARK,
        title="把园区服务做到企业家门口",
        author=cast.seats["member3"],
        outlet="《产业观察》",
        relation="分管工业商务工作",
        by=cast.users["clerk"],
        at=moment(2025, 8, 25),
    )
    reason = "编辑部将座谈发言整理后直接刊发，事先未报批；已提醒今后先报批后投稿"
    articles.register_late(
        park, date(2025, 8, 18), reason, by=cast.users["clerk"], at=moment(2025, 8, 25, 15)
    )
    rice = articles.draft_article(
        cast.group,
        words.RICE,
        title="一粒稻谷的减损账",
        author=cast.seats["member2"],
        co_authors="向春生（县农业农村局）",
        outlet="《云岭日报》",
        relation="分管农业农村工作",
        by=cast.users["member2"],
        at=now - 2 * DAY,
    )
    articles.apply_for_article(rice, by=cast.users["member2"], at=now - DAY)
