"""Examples of the papers of study: sign-in, record, ledger, essays."""

from datetime import date, datetime

from members.printing.parts import Person
from study.papers.essay_list import EssayListFacts, EssayRow
from study.papers.head import StudyHead
from study.papers.ledger import LedgerRow, StudyLedgerFacts
from study.papers.record import Speech, StudyRecordFacts
from study.papers.sign_in import StudySignInFacts, StudySignInRow
from tests.papers.samples.cast import GROUP, MEMBERS, RECORDER, ZONE


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 6, 12, hour, minute, tzinfo=ZONE)


HEAD = StudyHead(
    group=GROUP,
    theme="学习行政复议法，研究提高依法办事能力",
    form="专题讲座",
    tags=("法律法规", "上级文件和讲话"),
    starts_at=_at(15, 30),
    ends_at=_at(17, 30),
    place="县政府三楼第一会议室",
    chair="陈志远",
    lecturer="县司法局　韩启明",
    speakers=("李明哲", "赵雪梅"),
    materials=("《中华人民共和国行政复议法》", "行政复议案例选编"),
    central=True,
)

_CAME = {"赵雪梅": (15, 52, "迟到", 98), "孙立": (0, 0, "请假", 0), "马垚": (15, 30, "早退", 75)}


def _row(member: Person) -> StudySignInRow:
    hour, minute, status, minutes = _CAME.get(member.name, (15, 25, "出席", 120))
    if status == "请假":
        return StudySignInRow(member.name, member.post, status=status, minutes=0, note="参加上级会议")
    left = _at(16, 45) if status == "早退" else _at(17, 30)
    return StudySignInRow(member.name, member.post, "本人签到", _at(hour, minute), left, status, minutes, "")


SIGN_IN = StudySignInFacts(
    head=HEAD,
    rows=tuple(_row(member) for member in MEMBERS),
    expected=9,
    present=8,
    on_leave=1,
    absent=0,
    recorder=RECORDER,
)

RECORD = StudyRecordFacts(
    head=HEAD,
    present=tuple(Person(member.name) for member in MEMBERS if member.name != "孙立"),
    on_leave=(Person("孙立", note="参加上级会议"),),
    observers=(Person("高峻", unit="派驻纪检监察组"), Person("韩启明", unit="县司法局")),
    gist="县司法局韩启明围绕行政复议的受案范围、办理期限和调解作了专题讲座，结合近三年案例讲解了被纠正案件的主要原因。",
    speeches=(
        Speech("李明哲", "分管领域的行政决定要先经合法性审查再作出，相关流程年内梳理完毕。"),
        Speech("赵雪梅", "建议把复议纠错情况按季度通报，举一反三。"),
    ),
    recorder=RECORDER,
    recorded_on=date(2025, 6, 13),
)

_HELD = (120, 120, 120, 120, 120, 120, 120, 120, 120, 60, None, None)


def _ledger(member: Person, missing: int) -> LedgerRow:
    months = tuple(
        None if minutes is None else (0 if index < missing else minutes)
        for index, minutes in enumerate(_HELD)
    )
    total, base = sum(minutes or 0 for minutes in months), sum(minutes or 0 for minutes in _HELD)
    tenths = total * 1000 // base
    return LedgerRow(
        member.name,
        member.post,
        months,
        total,
        base,
        f"{tenths // 10}.{tenths % 10}%",
        "达到" if 2 * total >= base else "未达到",
        3 if missing > 4 else 4,
        4,
        "4月任职，只计任职期间" if missing == 3 else "",
    )


LEDGER = StudyLedgerFacts(
    group=GROUP,
    year=2025,
    as_of=date(2025, 10, 31),
    held=10,
    months=_HELD,
    total=1140,
    rows=tuple(_ledger(member, missing) for missing, member in enumerate(MEMBERS)),
    compiled_by=RECORDER,
)

ESSAYS = EssayListFacts(
    group=GROUP,
    year=2025,
    quota=4,
    rows=(
        EssayRow(
            "提高依法办事能力的几点体会",
            "李明哲",
            date(2025, 6, 20),
            "学习行政复议法",
            2150,
            "体会.docx",
            "陈志远",
            "已采用",
            "县政府内网",
        ),
        EssayRow(
            "从案例看程序规范", "赵雪梅", date(2025, 6, 25), "学习行政复议法", 1830, "", "王海", "已退回", ""
        ),
        EssayRow(
            "预算绩效管理学习札记",
            "马垚",
            date(2025, 9, 28),
            "学习预算法",
            2400,
            "札记.pdf",
            "王海",
            "已采用",
        ),
    ),
    compiled_by=RECORDER,
    compiled_on=date(2025, 12, 30),
)
