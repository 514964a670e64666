"""What do the registers of the year hold?  Documents of the superior, regulations, units, activities, statements."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from meetings import actions
from meetings.models import AgendaItem, CatchUpReading, SuperiorDocument
from members.models import User
from reports.demo.around import registers_kept
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast

LEFT_OPEN = "member5"
"""Who has not confirmed the reading of August yet."""


@dataclass(frozen=True, slots=True)
class Came:
    """A document of the superior.

    conveyed: titles of the items at which it was conveyed, with the part (“” for the whole).  done: measures entered
    besides, each with owner, due day and what shows that it is done ("" while it is open).  end: how far it is told.
    """

    title: str
    number: str
    issuer: str
    level: str
    published: date
    received: date
    wanted: date
    gist: str
    tags: tuple[str, ...] = ()
    conveyed: tuple[tuple[str, str], ...] = ()
    measures: tuple[tuple[str, str, date, str], ...] = ()
    end: str = "conveyed"


DOCUMENTS = (
    Came(
        "关于“三农”工作的重要讲话精神", "", "上级机关", "central", date(2024, 12, 19), date(2024, 12, 27), date(2025, 1, 31),
        "结合实际抓好粮食安全、农民增收和乡村建设。",
        conveyed=(("传达学习关于“三农”工作的重要讲话精神", ""),),
        measures=(
            ("制定年度粮食播种面积分解方案", "member2", date(2025, 2, 28), "方案已印发各乡镇（演示材料）"),
            ("开展春耕物资储备情况检查", "member2", date(2025, 3, 31), "检查通报一份（演示材料）"),
        ),
        end="closed",
    ),
    Came(
        "州委经济工作会议精神", "州党办发〔2025〕1号", "中共州委办公室", "prefecture", date(2025, 1, 3), date(2025, 1, 8),
        date(2025, 1, 20), "分解全年经济指标，按季度调度。",
        conveyed=(("传达学习州委经济工作会议精神", ""),), end="carried_out",
    ),
    Came(
        "关于生态环境保护的重要讲话精神", "", "上级机关", "central", date(2025, 4, 2), date(2025, 4, 9), date(2025, 4, 30),
        "抓好流域保护和环保督察问题整改。",
        conveyed=(("传达学习关于生态环境保护的重要讲话精神", ""),),
        measures=(("更新环保督察整改台账并逐项销号", "member4", date(2025, 6, 30), "台账已更新（演示材料）"),),
        end="carried_out",
    ),
    Came(
        "州人民政府全体会议精神", "州政办发〔2025〕6号", "州人民政府办公室", "prefecture", date(2025, 4, 8), date(2025, 4, 10),
        date(2025, 4, 25), "落实年度重点工作任务。", conveyed=(("传达学习州人民政府全体会议精神", ""),),
    ),
    Came(
        "关于防灾减灾救灾和防汛工作的重要指示精神", "区党办发〔2025〕14号", "自治区党委办公厅", "region", date(2025, 6, 5),
        date(2025, 6, 9), date(2025, 6, 30), "汛前排查隐患，汛期落实值守和转移安置。",
        conveyed=(
            ("传达学习关于防灾减灾救灾的重要指示精神", "防灾减灾救灾部分"),
            ("传达学习关于防汛救灾工作的重要指示精神", "防汛救灾部分"),
        ),
        measures=(
            ("开展地质灾害隐患点排查", "member4", date(2025, 8, 10), "排查表（演示材料）"),
            ("落实汛期领导带班值守", "deputy", date(2025, 9, 30), ""),
        ),
    ),
    Came(
        "关于优化营商环境的重要讲话精神", "", "上级机关", "state_council", date(2025, 8, 6), date(2025, 8, 11),
        date(2025, 8, 31), "减少审批环节，建立企业诉求办理机制。",
        conveyed=(("传达学习关于优化营商环境的重要讲话精神", ""),),
        measures=(("建立企业诉求限时办理清单", "member3", date(2025, 10, 31), ""),),
    ),
    Came(
        "有关全会精神", "", "上级机关", "central", date(2025, 10, 30), date(2025, 11, 4), date(2025, 11, 30),
        "组织传达学习，结合实际研究贯彻意见。", tags=("political_building", "theory"),
        conveyed=(("传达学习有关全会精神", ""),),
    ),
    Came(
        "关于严明节日期间纪律的通知", "县纪发〔2025〕22号", "县纪委监委", "county", date(2025, 12, 22), date(2025, 12, 24),
        date(2025, 12, 31), "严格落实中央八项规定精神。", tags=("conduct", "integrity"), end="aside",
    ),
)  # fmt: skip


def tell(cast: Cast, now: datetime) -> None:
    """Make this part of the demonstration through the acts.  now: what the latest rows are counted from."""
    for came in DOCUMENTS:
        receive(cast, came)
    wait(cast, now)
    read_up(cast)
    registers_kept.tell(cast, now)


def moment(day: date, hour: int = 10) -> datetime:
    """Return an hour of a day in the office's time zone."""
    return datetime.combine(day, time(hour), ZONE)


def receive(cast: Cast, came: Came) -> SuperiorDocument:
    """Register a document and carry it as far as the story says."""
    clerk, at = cast.users["clerk"], moment(came.received)
    document = actions.register_document(
        cast.group,
        title=came.title,
        number=came.number,
        issuer=came.issuer,
        level=came.level,
        published_on=came.published,
        received_on=came.received,
        wanted_on=came.wanted,
        gist=came.gist,
        work_tags=list(came.tags),
        by=clerk,
        at=at,
    )
    attach(document, clerk, at + HOUR)
    last = convey(cast, document, came)
    for text, owner, due, evidence in came.measures:
        measure = actions.add_measure(document, text, cast.seats[owner], due, by=clerk, at=last + DAY)
        if evidence:
            actions.finish_measure(measure, due - 2 * DAY, evidence, by=clerk, at=moment(due - DAY))
            last = max(last, moment(due - DAY))
    finish(document, came.end, clerk, last + 2 * DAY)
    return document


def attach(document: SuperiorDocument, clerk: User, at: datetime) -> None:
    """File a stand-in of the document itself."""
    paper = SimpleUploadedFile("原件.txt", f"{document.title}\n\n（演示材料，正文从略）\n".encode())
    actions.attach_document_file(document, paper, f"{document.title}（原件）", by=clerk, at=at)


def convey(cast: Cast, document: SuperiorDocument, came: Came) -> datetime:
    """Enter where it was conveyed; return the moment of the last entry."""
    at = moment(came.received)
    for title, part in came.conveyed:
        item = AgendaItem.objects.filter(
            meeting__group=cast.group, title=title, meeting__day__year=2025
        ).get()
        at = moment(item.meeting.day + DAY)
        actions.convey_document(document, item, part, by=cast.users["clerk"], at=at)
    return at


def finish(document: SuperiorDocument, end: str, clerk: User, at: datetime) -> None:
    """Carry a document out, close it, or set it aside."""
    if end == "aside":
        actions.set_document_aside(document, "仅供阅知，已由县政府办公室转发各单位", by=clerk, at=at)
    if end in {"carried_out", "closed"}:
        for measure in document.measures.filter(done_on__isnull=True):
            day = at.astimezone(ZONE).date()
            actions.finish_measure(measure, day, "已按要求办结（演示材料）", by=clerk, at=at)
        actions.carry_out_document(document, by=clerk, at=at + HOUR)
    if end == "closed":
        actions.close_document(document, by=clerk, at=at + DAY)


def wait(cast: Cast, now: datetime) -> None:
    """Leave the newest document waiting to be conveyed."""
    today = now.astimezone(ZONE).date()
    clerk = cast.users["clerk"]
    document = actions.register_document(
        cast.group,
        title="关于安全发展的重要讲话精神",
        number=f"县党办发〔{today.year}〕31号",
        issuer="县委办公室",
        level="county",
        published_on=today - timedelta(days=9),
        received_on=today - timedelta(days=5),
        wanted_on=today + timedelta(days=14),
        gist="传达到党组成员，研究贯彻落实意见。",
        by=clerk,
        at=now - 5 * DAY,
    )
    attach(document, clerk, now - 5 * DAY + HOUR)


def read_up(cast: Cast) -> None:
    """Let absent members confirm their readings some days later, all but one."""
    keys = {seat.pk: key for key, seat in cast.seats.items()}
    readings = CatchUpReading.objects.filter(group=cast.group).select_related("membership__user")
    for place, reading in enumerate(readings.order_by("pk")):
        august = reading.asked_at.astimezone(ZONE).month == 8
        if august and keys[reading.membership_id] == LEFT_OPEN:
            continue
        at = reading.asked_at + (place % 3 + 1) * DAY
        actions.confirm_reading(reading, by=reading.membership.user, at=at)
