"""What happened before the democratic-life meeting of 2025, and how far is the next one?

The session itself, and what follows it, is told elsewhere; here the meeting ends ready for its session.
"""

from datetime import date, datetime, time, timedelta
from itertools import combinations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from lifes import actions
from lifes.models import DemocraticLifeMeeting, OpinionSolicitation
from members.models import Membership
from reports.demo.around import lifes_words as words
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast

SESSION = date(2026, 1, 14)
BEGUN = datetime.combine(date(2025, 11, 17), time(9), ZONE)
PAPER = "{title}\n\n（演示材料）\n"


def tell(cast: Cast, now: datetime) -> None:
    """Make this part of the demonstration through the acts.  now: what the latest rows are counted from."""
    prepare(cast)
    open_channel(cast)
    begin_next(cast, now)


def prepare(cast: Cast) -> DemocraticLifeMeeting:
    """Bring the meeting of 2025 from its theme to readiness."""
    clerk = cast.users["clerk"]
    life = actions.begin_life(cast.group, life_year=2025, place=cast.group.default_place, by=clerk, at=BEGUN)
    actions.edit_life(
        life,
        theme=words.THEME,
        theme_paper="县委办〔2025〕41号",
        theme_paper_on=date(2025, 11, 14),
        planned_on=SESSION,
        by=clerk,
        at=BEGUN + HOUR,
    )
    keep(cast, life, "theme", "关于开好2025年度民主生活会的通知", BEGUN + 2 * HOUR)
    for title, held_on in (
        ("专题学习：改进调查研究", date(2025, 11, 26)),
        ("集中学习研讨：优化政务服务", date(2025, 12, 10)),
    ):
        at = datetime.combine(held_on, time(17), ZONE)
        actions.link_study(life, title, held_on, by=clerk, at=at)
    hear(cast, life)
    talk(cast, life)
    examine(cast, life)
    actions.submit_plan(
        life, date(2025, 12, 30), by=clerk, at=datetime.combine(date(2025, 12, 30), time(10), ZONE)
    )
    keep(cast, life, "plan", "2025年度民主生活会方案", datetime.combine(date(2025, 12, 30), time(11), ZONE))
    write(cast, life, datetime.combine(date(2026, 1, 4), time(9), ZONE))
    ready = datetime.combine(date(2026, 1, 9), time(16), ZONE)
    actions.assign_recorder(life, cast.users["recorder"], by=clerk, at=ready)
    return actions.declare_ready(life, by=clerk, at=ready + HOUR)


def keep(cast: Cast, life: DemocraticLifeMeeting, kind: str, title: str, at: datetime) -> None:
    """Keep a paper of the meeting."""
    paper = SimpleUploadedFile(f"{title}.txt", PAPER.format(title=title).encode())
    actions.attach_life_paper(life, paper, title, kind, by=cast.users["clerk"], at=at)


def seat_of(cast: Cast, key: str) -> Membership | None:
    """Return the seat an opinion is about, None for the body."""
    return cast.seats[key] if key else None


def hear(cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Give out fifteen forms, of which twelve come back, hold a forum, sort everything, feed it back."""
    clerk, sent = cast.users["clerk"], BEGUN + 14 * DAY
    forms = actions.begin_round(
        cast.group,
        life=life,
        title="2025年度民主生活会征求意见表",
        headings=words.HEADINGS,
        forms_sent=15,
        due_on=localdate(sent) + timedelta(days=14),
        by=clerk,
        at=sent,
    )
    actions.open_round(forms, by=clerk, at=sent)
    for number, (about, opinion, suggestion, unit) in enumerate(words.FORMS):
        day = localdate(sent) + timedelta(days=number)
        actions.take_in(
            forms, day=day, about=seat_of(cast, about), opinion=opinion, suggestion=suggestion, unit_kind=unit
        )
    actions.close_round(forms, by=clerk, at=sent + 15 * DAY)
    sort_forms(cast, forms, sent + 16 * DAY)
    forum = actions.begin_round(
        cast.group,
        life=life,
        kind="forum",
        title="基层代表座谈会",
        is_anonymous=False,
        held_on=localdate(sent + 7 * DAY),
        attended=11,
        by=clerk,
        at=sent + 7 * DAY,
    )
    actions.open_round(forum, by=clerk, at=sent + 7 * DAY)
    actions.close_round(forum, by=clerk, at=sent + 7 * DAY + 3 * HOUR)
    for about, opinion in words.FORUM:
        actions.sort_opinion(forum, opinion, seat_of(cast, about), by=clerk, at=sent + 16 * DAY)
    for round_ in (forms, forum):
        actions.feed_back(round_, by=clerk, at=sent + 18 * DAY)
    keep(cast, life, "summary", "征求意见情况汇总", sent + 18 * DAY)


def sort_forms(cast: Cast, round_: OpinionSolicitation, at: datetime) -> None:
    """Sort each form of a closed round to whom it concerns."""
    for form in round_.forms.select_related("about"):
        text = form.opinion + (f"建议：{form.suggestion}" if form.suggestion else "")
        actions.sort_opinion(round_, text, form.about, form.pk, by=cast.users["clerk"], at=at)


def talk(cast: Cast, life: DemocraticLifeMeeting) -> None:
    """Let the secretary talk with all but one, the members with each other, one of them with the head of a unit."""
    at = datetime.combine(date(2025, 12, 12), time(15), ZONE)
    for number, (key, (topics, pointed_out, agreed)) in enumerate(words.HEART.items()):
        day = at + number * DAY
        actions.keep_talk(
            cast.group,
            life=life,
            second=cast.seats[key],
            held_on=localdate(day),
            place="书记办公室",
            topics=topics,
            pointed_out=pointed_out,
            agreed=agreed,
            by=cast.users["secretary"],
            at=day,
        )
    others = [key for key in cast.in_office(SESSION) if key != "secretary"]
    for number, (one, other) in enumerate(combinations(others, 2)):
        day = at + (number % 12) * DAY + HOUR
        actions.keep_talk(
            cast.group,
            life=life,
            second=cast.seats[other],
            held_on=localdate(day),
            topics="交流分管工作和改进作风的想法",
            by=cast.users[one],
            at=day,
        )
    actions.keep_talk(
        cast.group,
        life=life,
        second_name="孟海川（县住房和城乡建设局局长）",
        held_on=localdate(at),
        topics="交流老旧小区改造和停车问题",
        pointed_out="答复居民要有时间表",
        agreed="本月提出停车场选址方案",
        by=cast.users["member4"],
        at=at + 4 * HOUR,
    )


def examine(cast: Cast, life: DemocraticLifeMeeting) -> None:
    """List problems: the body's by the clerk, each member's by the member, the first of each from an opinion told."""
    at = datetime.combine(date(2025, 12, 22), time(10), ZONE)
    for key, problems in words.FOUND.items():
        seat = seat_of(cast, key)
        author = cast.users[key or "clerk"]
        told = [one for round_ in life.rounds.all() for one in round_.opinions.filter(about=seat)]
        for number, text in enumerate(problems):
            opinion = told[number] if number < len(told) else None
            source = "solicited" if opinion is not None else "self_found"
            actions.list_problem(
                life, membership=seat, text=text, source=source, opinion=opinion, by=author, at=at
            )
    keep(cast, life, "examination", "领导班子对照检查材料", at + 10 * DAY)


def write(cast: Cast, life: DemocraticLifeMeeting, at: datetime) -> None:
    """Write each outline in two versions; one is given back once, two read alike and raise a question."""
    secretary = cast.users["secretary"]
    for key in cast.in_office(SESSION):
        author, text = cast.users[key], words.OUTLINES[key]
        outline = actions.begin_outline(life, by=author, at=at)
        actions.write_outline(outline, text.split("。")[0] + "。", by=author, at=at)
        if key == "member6":
            # Taken from a colleague's in haste; the likeness asks, and a second version is written.
            borrowed = words.OUTLINES["member5"].replace("接待群众来访", "服务保障工作")
            actions.write_outline(outline, borrowed, by=author, at=at + HOUR)
            actions.submit_outline(outline, by=author, at=at + 2 * HOUR)
            actions.return_outline(
                outline, "与他人提纲雷同较多，请结合本人分工重写", by=secretary, at=at + DAY
            )
        actions.write_outline(outline, text, by=author, at=at + 26 * HOUR)
        actions.submit_outline(outline, by=author, at=at + 27 * HOUR)
        if key == "member3":
            actions.return_outline(outline, "请补充走访企业的具体打算", by=secretary, at=at + 2 * DAY)
            longer = text + "第一季度先走访园区内十家企业，三月底前反馈办理情况。"
            actions.write_outline(outline, longer, by=author, at=at + 50 * HOUR)
            actions.submit_outline(outline, by=author, at=at + 51 * HOUR)
        if key != "secretary":
            actions.approve_outline(outline, by=secretary, at=at + 3 * DAY)
    for question in life.questions.filter(finding=""):
        finding = "已与本人核对，提纲已结合分工重写"
        actions.answer_likeness(life, question, finding, by=secretary, at=at + 3 * DAY)


def open_channel(cast: Cast) -> None:
    """Keep a channel for opinions open all the year."""
    clerk, at = cast.users["clerk"], BEGUN - 300 * DAY
    channel = actions.begin_round(
        cast.group, title="全年意见箱", headings="对改进政府工作和作风的意见建议", by=clerk, at=at
    )
    actions.open_round(channel, by=clerk, at=at)
    for number, opinion in enumerate(("窗口取号机经常缺纸。", "公交末班车能否延后半小时。")):
        day = localdate(at) + timedelta(days=40 * (number + 1))
        actions.take_in(channel, day=day, opinion=opinion, unit_kind="群众")


def begin_next(cast: Cast, now: datetime) -> None:
    """Begin the meeting of the present year, so that there is something to go on with: collecting is under way."""
    year, clerk, at = localdate(now).year, cast.users["clerk"], now - 12 * DAY
    if year <= 2025 or localdate(at).year != year:
        return
    life = actions.begin_life(cast.group, life_year=year, place=cast.group.default_place, by=clerk, at=at)
    theme, paper = "提升服务质量，办好民生实事", f"县委办〔{year}〕38号"
    actions.edit_life(
        life, theme=theme, theme_paper=paper, theme_paper_on=localdate(at), by=clerk, at=at + HOUR
    )
    round_ = actions.begin_round(
        cast.group,
        life=life,
        title=f"{year}年度民主生活会征求意见表",
        headings=words.HEADINGS,
        forms_sent=20,
        due_on=localdate(now) + timedelta(days=10),
        by=clerk,
        at=at + 2 * DAY,
    )
    actions.open_round(round_, by=clerk, at=at + 2 * DAY)
    for number in range(5):
        about, opinion, suggestion, unit = words.FORMS[number]
        actions.take_in(
            round_,
            day=localdate(at) + timedelta(days=3 + number),
            about=seat_of(cast, about),
            opinion=opinion,
            suggestion=suggestion,
            unit_kind=unit,
        )
    member = cast.users["member1"]
    outline = actions.begin_outline(life, by=member, at=now - DAY)
    actions.write_outline(outline, "今年办成了几件实事，但听取意见仍不够经常。", by=member, at=now - DAY)
