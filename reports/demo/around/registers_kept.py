"""Which regulations, units, addressees, activities and statements does the demonstration keep?"""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Decision
from reports.demo.before import DAY, ZONE
from reports.demo.cast import TERM_SINCE, Cast
from reports.registers.actions import kept as kept_actions
from reports.registers.actions import regulations as register_actions
from reports.registers.models.regulations import Regulation
from reports.registers.models.units import SubordinateUnit

UNITS: Sequence[tuple[str, str, str, str]] = (
    ("云岭镇人民政府", "township", "deputy", "杨启明"),
    ("河湾乡人民政府", "township", "member2", "罗小川"),
    ("石桥镇人民政府", "township", "member4", "许春和"),
    ("县发展和改革局", "department", "deputy", "蒋为民"),
    ("县财政局", "department", "deputy", "贺秋实"),
    ("县教育体育局", "department", "member1", "龚明理"),
    ("县农业农村局", "department", "member2", "季长林"),
    ("县住房和城乡建设局", "department", "member4", "丁一川"),
    ("县应急管理局", "department", "deputy", "樊守平"),
    ("县人民医院", "institution", "member1", "卫长青"),
)
TOWNS, DEPARTMENTS = slice(0, 3), slice(3, 9)

ACTIVITIES: Sequence[tuple[date, str, str, str, tuple[str, ...], tuple[str, ...], str]] = (
    (
        date(2025, 3, 5), "volunteer", "参加城区环境卫生志愿服务", "deputy", ("member1", "member4", "member6"),
        ("conduct",), "与县政府办公室党员一同参加，历时两小时。",
    ),
    (
        date(2025, 4, 28), "visit", "走访重点企业听取意见", "secretary", ("deputy", "member3"),
        ("conduct",), "走访企业三家，记录意见七条，已转有关部门办理。",
    ),
    (
        date(2025, 7, 1), "study", "主题党日：重温入党誓词", "secretary",
        ("deputy", "member1", "member2", "member4", "member5", "member6"), ("political_building",), "",
    ),
    (
        date(2025, 10, 22), "research", "集体调研乡镇便民服务", "secretary", ("member2", "member6"),
        ("conduct",), "实地查看便民服务大厅两处，现场征求群众意见。",
    ),
)  # fmt: skip

STATEMENTS: Sequence[tuple[date, str, str, str, str]] = (
    (
        date(2025, 3, 25), "member4", "县城镇垃圾分类工作新闻发布会", "介绍管理办法的主要内容和实施时间。",
        "研究《云岭县城镇垃圾分类管理办法（草案）》",
    ),
    (date(2025, 7, 12), "deputy", "防汛工作现场会", "说明应急资金的安排和使用要求。", "研究防汛救灾应急资金安排"),
    (date(2025, 9, 10), "member1", "教师节座谈会", "听取教师代表意见，介绍学校建设情况。", ""),
)  # fmt: skip


def tell(cast: Cast, now: datetime) -> None:
    """Make the registers through the acts."""
    regulate(cast, now)
    send(cast, enter_units(cast))
    clerk = cast.users["clerk"]
    for day, kind, title, leader, others, tags, note in ACTIVITIES:
        kept_actions.enter_activity(
            cast.group,
            kind=kind,
            title=title,
            day=day,
            led_by=cast.seats[leader],
            participants=[cast.seats[key] for key in (leader, *others)],
            work_tags=list(tags),
            note=note,
            by=clerk,
            at=moment(day) + DAY,
        )
    for day, speaker, occasion, gist, topic in STATEMENTS:
        kept_actions.enter_statement(
            cast.group,
            speaker=cast.seats[speaker],
            occasion=occasion,
            day=day,
            gist=gist,
            decision=_decision(cast, topic) if topic else None,
            by=clerk,
            at=moment(day) + DAY,
        )


def moment(day: date) -> datetime:
    """Return ten o'clock of a day in the office's time zone."""
    return datetime.combine(day, time(10), ZONE)


def _decision(cast: Cast, title: str) -> Decision:
    return Decision.objects.get(group=cast.group, item__title=title)


def _issued(
    cast: Cast, title: str, kind: str, number: str, *, by_decision: str, based_on: object = ()
) -> Regulation:
    clerk = cast.users["clerk"]
    decision = _decision(cast, by_decision)
    at = moment(decision.effective_on)
    made = register_actions.draft_regulation(
        cast.group,
        title=title,
        kind=kind,
        summary="（演示材料，内容从略）",
        based_on=based_on,
        by=clerk,
        at=at - 10 * DAY,
    )
    paper = SimpleUploadedFile("制度文本.txt", f"{title}\n\n（演示材料）\n".encode())
    register_actions.attach_regulation_file(made, paper, f"{title}（文本）", by=clerk, at=at - 9 * DAY)
    register_actions.adopt_regulation(made, decision, by=clerk, at=at + DAY)
    return register_actions.issue_regulation(
        made, number, decision.effective_on + 7 * DAY, by=clerk, at=at + 7 * DAY
    )


def regulate(cast: Cast, now: datetime) -> None:
    """Keep five regulations: in force, under review, repealed and still cited, a draft."""
    clerk = cast.users["clerk"]
    old = _issued(
        cast,
        "议题报送规定（试行）",
        "reporting",
        "云政党组发〔2025〕2号",
        by_decision="研究2025年县人民政府工作要点",
    )
    listed = _issued(
        cast,
        "重大问题清单管理办法",
        "deliberation",
        "云政党组发〔2025〕9号",
        by_decision="研究修订县政府党组重大问题清单",
        based_on=[old],
    )
    _issued(
        cast,
        "机关党建工作联系点制度",
        "party_life",
        "云政党组发〔2025〕11号",
        by_decision="研究县政府机关党建工作要点",
    )
    heir = _issued(
        cast,
        "党建工作责任制考核办法",
        "party_life",
        "云政党组发〔2025〕17号",
        by_decision="研究2025年度党建工作责任制考核方案",
    )
    last = heir.issued_on
    assert last is not None
    register_actions.repeal_regulation(
        old, "有关内容已并入工作规则和清单管理办法", last, listed, by=clerk, at=moment(last) + DAY
    )
    register_actions.begin_regulation_review(listed, by=clerk, at=min(now, moment(last) + 12 * DAY))
    register_actions.draft_regulation(
        cast.group,
        title="党组集体学习制度",
        kind="study",
        summary="规范学习计划、考勤和心得体会。",
        by=clerk,
        at=moment(last) + 2 * DAY,
    )


def enter_units(cast: Cast) -> list[SubordinateUnit]:
    """Enter ten units, each with the leader in charge."""
    clerk, at = cast.users["clerk"], moment(date(2025, 1, 6))
    return [
        kept_actions.enter_unit(
            cast.group,
            name=name,
            kind=kind,
            leader=cast.seats[leader],
            contact=contact,
            order=place,
            since=TERM_SINCE,
            by=clerk,
            at=at,
        )
        for place, (name, kind, leader, contact) in enumerate(UNITS, start=1)
    ]


def send(cast: Cast, units: Sequence[SubordinateUnit]) -> None:
    """Name two groups of addressees, and fix for one paper to whom it went."""
    clerk, at = cast.users["clerk"], moment(date(2025, 1, 7))
    towns = kept_actions.enter_addressees(cast.group, "各乡（镇）人民政府", units[TOWNS], by=clerk, at=at)
    kept_actions.enter_addressees(cast.group, "县政府各工作部门", units[DEPARTMENTS], by=clerk, at=at)
    day = date(2025, 12, 24)
    kept_actions.expand_addressees(towns, "党建工作责任制考核办法", day, by=clerk, at=moment(day))
