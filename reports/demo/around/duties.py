"""What was filed, answered for and suggested?  The year 2025 and the first weeks of 2026, one late, one new, one missing."""

from datetime import date, datetime, time

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from lifes.actions import keep_talk
from meetings.models import AgendaItem, SupervisionTask, TopicProposal
from reports.demo.around.duties_words import (
    ANSWERED,
    BODY,
    CHANGES,
    CLOSING,
    FIRST,
    HALVES,
    LAST,
    OFFICE,
    OWN,
    REPORTS,
    STAGES,
    TALKS,
)
from reports.demo.before import DAY, HOUR, ZONE
from reports.demo.cast import Cast
from reports.responsibility.actions import integrity, suggestions
from reports.responsibility.actions import lists as duties
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList

LATE, NEW, OWING = "member3", "member8", "member6"
ADOPTED_AT = "研究县政府党组2025年度全面从严治党责任清单"


def moment(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """Return a moment of the office's day."""
    return datetime.combine(date(year, month, day), time(hour), ZONE)


def tell(cast: Cast, now: datetime) -> None:
    """Make this part of the demonstration through the acts.  now: what the latest rows are counted from."""
    file_personal_matters(cast)
    announce_changes(cast)
    listed = answer_for(cast)
    report_on_duty_and_integrity(cast)
    show_stages(cast, listed)
    talk_and_suggest(cast, now)
    begin_next_year(cast, listed, now)


def filing_of(cast: Cast, key: str, year: int, kind: str) -> AnnualFiling:
    """Return what is expected of a member."""
    return AnnualFiling.objects.get(membership=cast.seats[key], year=year, kind=kind)


def file_personal_matters(cast: Cast) -> None:
    """Let everybody file in January, one after the last day, and the new member within thirty days."""
    clerk, opened = cast.users["clerk"], moment(2025, 1, 6)
    duties.open_filings(cast.group, 2025, by=clerk, at=opened)
    for number, key in enumerate(cast.in_office(localdate(opened))):
        done = moment(2025, 2, 5) if key == LATE else moment(2025, 1, 13) + number * DAY
        filing = filing_of(cast, key, 2025, "personal_matters")
        # Those at their desks enter it themselves; of the others the secretariat holds the receipt.
        author = cast.users[key] if number % 2 else clerk
        duties.file_filing(filing, localdate(done), OFFICE, by=author, at=done + 5 * HOUR)
    duties.open_filings(cast.group, 2025, by=clerk, at=moment(2025, 11, 3))
    done = moment(2025, 11, 20)
    filing = filing_of(cast, NEW, 2025, "personal_matters")
    duties.file_filing(filing, localdate(done), OFFICE, by=cast.users[NEW], at=done)


def announce_changes(cast: Cast) -> None:
    """Let two members report that something changed, one of them too late; what changed stands nowhere."""
    for key, changed, announced, done in CHANGES:
        at = datetime.combine(announced, time(9), ZONE)
        filing = duties.announce_change(cast.group, changed, by=cast.users[key], at=at)
        at = datetime.combine(done, time(16), ZONE)
        duties.file_filing(filing, done, OFFICE, by=cast.users[key], at=at)


def answer_for(cast: Cast) -> ResponsibilityList:
    """Adopt the year's list by a decision, report on it twice, and make a second version for the new member."""
    clerk, at = cast.users["clerk"], moment(2025, 1, 8)
    listed = duties.draft_responsibilities(cast.group, 2025, "年初制定", by=clerk, at=at)
    add_lines(cast, listed, cast.in_office(localdate(at)), at)
    decision = cast.group.decisions.get(item__title=ADOPTED_AT)
    duties.adopt_responsibilities(listed, decision, by=clerk, at=moment(2025, 1, 15))
    report(cast, listed, 1, moment(2025, 6, 24), missing="member4", late=LATE)
    at = moment(2025, 11, 6)
    second = duties.draft_responsibilities(
        cast.group, 2025, "增补新任成员的一岗双责", listed, by=clerk, at=at
    )
    add_lines(cast, second, [NEW], at, members_only=True)
    duties.adopt_responsibilities(second, by=cast.users["secretary"], at=moment(2025, 11, 10))
    report(cast, second, 2, moment(2025, 12, 22), missing="member5")
    duties.close_year(second, CLOSING, by=clerk, at=moment(2025, 12, 31))
    return second


def add_lines(
    cast: Cast, listed: ResponsibilityList, keys: list[str], at: datetime, *, members_only: bool = False
) -> None:
    """Write who answers for what: the body, the secretary, each member in his field of work."""
    clerk, due = cast.users["clerk"], date(listed.year, 12, 31)
    if not members_only:
        for text, standard in BODY:
            duties.add_responsibility(
                listed,
                kind="principal_responsibility",
                text=text,
                standard=standard,
                due_on=due,
                by=clerk,
                at=at,
            )
        for text, standard in FIRST:
            duties.add_responsibility(
                listed,
                kind="first_responsible",
                membership=cast.seats["secretary"],
                text=text,
                standard=standard,
                due_on=due,
                by=clerk,
                at=at,
            )
    for key in keys:
        text, standard = OWN[key]
        duties.add_responsibility(
            listed,
            kind="dual_duty",
            membership=cast.seats[key],
            text=text,
            standard=standard,
            due_on=due,
            by=clerk,
            at=at,
        )


def report(
    cast: Cast, listed: ResponsibilityList, half: int, begins: datetime, *, missing: str, late: str = ""
) -> None:
    """Let members report on a half-year, but for one."""
    for number, key in enumerate(cast.in_office(localdate(begins))):
        if key != missing:
            at = begins + (10 if key == late else number % 6) * DAY
            text = HALVES[half].format(field=REPORTS[key])
            seat = cast.seats[key]
            # Who has left since handed his in on paper.
            gone = {"member": seat, "by": cast.users["clerk"]}
            duties.report_on_duties(
                listed, half, text, at=at, **(gone if seat.until is not None else {"by": seat.user})
            )


def report_on_duty_and_integrity(cast: Cast) -> None:
    """Let members report at the end of the year, one late; the newest is not asked yet."""
    occasion, at, clerk = "县政府党组2025年度述职述廉会议", moment(2025, 12, 29, 15), cast.users["clerk"]
    for key in cast.in_office(localdate(at)):
        filing, user = filing_of(cast, key, 2025, "duty_integrity"), cast.users[key]
        if key == NEW:
            duties.waive_filing(filing, "任职不足三个月，随下一年度一并述职述廉", by=clerk, at=at)
            continue
        paper = SimpleUploadedFile("述职述廉报告.txt", LAST.format(name=user.name).encode())
        duties.attach_duty_report(filing, paper, "2025年度述职述廉报告", by=user, at=at - 2 * DAY)
        done, where = (moment(2026, 1, 9), "县政府党组会议（补述）") if key == "member2" else (at, occasion)
        rating = "较好" if key in {"member2", "member5"} else "好"
        duties.file_filing(
            filing, localdate(done), "", occasion=where, evaluation=rating, by=clerk, at=done + 2 * HOUR
        )


def show_stages(cast: Cast, listed: ResponsibilityList) -> None:
    """Link the year's tagged records to the stages they show; some are left as suggestions."""
    clerk, at = cast.users["clerk"], moment(2026, 1, 6)
    for stage, kind, title in STAGES:
        record: object = listed
        if kind == "item":
            record = AgendaItem.objects.get(
                meeting__group=cast.group, meeting__day__year=2025, title=title, removed=False
            )
        elif kind == "task":
            record = SupervisionTask.objects.get(group=cast.group, decision__item__title=title)
        integrity.link_stage(cast.group, 2025, stage, **{kind: record}, by=clerk, at=at)


def talk_and_suggest(cast: Cast, now: datetime) -> None:
    """Keep two talks of inner supervision, whose words are the partners' alone, and four suggestions."""
    for kind, first, second, day, topics, pointed_out, agreed in TALKS:
        keep_talk(
            cast.group,
            kind=kind,
            second=cast.seats[second],
            held_on=day,
            place="县政府会客室",
            topics=topics,
            pointed_out=pointed_out,
            agreed=agreed,
            by=cast.users[first],
            at=datetime.combine(day, time(17), ZONE),
        )
    for key, made, field, text, outcome, answer, title in ANSWERED:
        at = datetime.combine(made, time(11), ZONE)
        one = suggestions.make_suggestion(cast.group, text, field, by=cast.users[key], at=at)
        topic = TopicProposal.objects.get(group=cast.group, title=title) if title else None
        by = cast.users["secretary"] if outcome == "adopted" else cast.users["clerk"]
        suggestions.answer_suggestion(one, outcome, answer, topic=topic, by=by, at=at + 12 * DAY)
    suggestions.make_suggestion(
        cast.group,
        "建议对社区养老服务设施建设资金开展一次事前廉政提醒。",
        "资金监管",
        by=cast.users["member8"],
        at=now - 4 * DAY,
    )


def begin_next_year(cast: Cast, listed: ResponsibilityList, now: datetime) -> None:
    """Open 2026: filings made but for one member's, and a list that is still a draft."""
    clerk, opened = cast.users["clerk"], moment(2026, 1, 5)
    duties.open_filings(cast.group, 2026, by=clerk, at=opened)
    for number, key in enumerate(cast.in_office(localdate(opened))):
        done = moment(2026, 1, 12) + number * DAY
        if key != OWING and done < now:
            filing = filing_of(cast, key, 2026, "personal_matters")
            duties.file_filing(filing, localdate(done), OFFICE, by=clerk, at=done + 6 * HOUR)
    note = "依据2025年清单修订，待党组会议研究"
    duties.draft_responsibilities(cast.group, 2026, note, listed, by=clerk, at=moment(2026, 1, 12))
