"""What do the checks find when the database was changed behind the records' backs, against everything the acts allow?"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.utils.translation import override

from meetings import actions
from meetings.models import (
    AgendaItem,
    AttendanceRecord,
    Decision,
    Meeting,
    MeetingEntry,
    MeetingRecord,
    Minutes,
    Speech,
)
from members.models import LeadingGroup, Term
from members.procedure import triggers
from members.procedure.canonical import canonical
from members.templatetags.desk import fact, reason, words
from reports.archive import actions as seal
from reports.archive.facts import meeting_facts
from reports.archive.models import ArchivePackage
from reports.checks.models import Finding
from reports.checks.rules.check import Raised
from reports.checks.run import look
from reports.demo.before import DAY, moment
from reports.demo.cast import Cast
from reports.demo.script import Topic
from reports.demo.sitting import play
from reports.standalone.verify import FACTS
from tests.reports.checks.story_meetings import SOURCES, TODAY, YEAR, found, founded, funds, month, told
from tests.world.standing import standing
from votes.models import Ballot, Vote

pytestmark = pytest.mark.django_db
LATIN = re.compile("[A-Za-z]{2,}")


def unguarded() -> Cast:
    """Return three meetings with nothing to find, the third one sealed; the guards of the database are down."""
    made = founded()
    play(made, month(1, funds(), appointment()))
    play(made, month(2, funds()))
    play(made, month(3, funds()))
    sealed(of(made, 3), made)
    assert told(made) == []
    triggers.drop(connection, triggers.standing(connection))
    return made


cast = standing(unguarded)


def appointment() -> Topic:
    return Topic(
        "研究任命县水务局局长人选",
        "personnel.appoint",
        "secretary",
        candidate="洪亦舟",
        draft="会议同意任命洪亦舟为县水务局局长。",
        talk=(("member1", "赞同组织考察意见。"),),
    )


def of(cast: Cast, number: int) -> Meeting:
    """Return the meeting of a month."""
    return Meeting.objects.get(group=cast.group, day__month=number)


def sealed(meeting: Meeting, cast: Cast) -> ArchivePackage:
    """Seal a meeting without its papers, which take seconds to set."""
    at = moment(month(3)) + 5 * DAY
    files = {FACTS: canonical(meeting_facts(meeting))}
    actions.archive_meeting(meeting, by=cast.users["clerk"], at=at)
    return seal._seal(meeting, files, {}, cast.users["clerk"], at)


def forge(record: models.Model, **values: Any) -> None:
    """Write values into a row, past everything."""
    columns = ", ".join(f"{record._meta.get_field(name).column} = %s" for name in values)
    table, key = record._meta.db_table, record._meta.pk.column
    prepared = [
        record._meta.get_field(name).get_db_prep_save(value, connection) for name, value in values.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {columns} WHERE {key} = %s", [*prepared, record.pk])


def tear_out(record: models.Model) -> None:
    """Delete a row, past everything."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {record._meta.db_table} WHERE {record._meta.pk.column} = %s", [record.pk]
        )


def item(cast: Cast, number: int, kind: str = "funds") -> AgendaItem:
    return of(cast, number).items.get(kind=kind)


def vote(cast: Cast, number: int, kind: str = "funds") -> Vote:
    return Vote.objects.get(item=item(cast, number, kind))


def ballots(cast: Cast, number: int) -> list[Ballot]:
    return list(Ballot.objects.filter(elector__vote=vote(cast, number)).order_by("serial"))


def stay(cast: Cast, number: int, who: str) -> AttendanceRecord:
    return of(cast, number).attendance.get(membership=cast.seats[who])


# -- one change each ---------------------------------------------------------------------------------


def first_topic_moved(cast: Cast) -> None:
    forge(item(cast, 1, "first_topic"), position=9)


def chair_voted_first(cast: Cast) -> None:
    *_others, own = ballots(cast, 1)
    early = ballots(cast, 1)[0]
    forge(own, serial=1, cast_at=early.cast_at - timedelta(seconds=1))
    forge(early, serial=len(_others) + 1)


def two_went_home(cast: Cast) -> None:
    for who in ("member1", "member2"):
        forge(stay(cast, 1, who), out_at=vote(cast, 1, "personnel.appoint").opened_at - timedelta(seconds=1))


def counted_against_those_present(cast: Cast) -> None:
    forge(vote(cast, 1), denominator=3)


def said_to_be_carried(cast: Cast) -> None:
    for ballot in ballots(cast, 1)[:3]:
        forge(ballot, choice="oppose")


def never_voted_on(cast: Cast) -> None:
    forge(vote(cast, 1), state="void", result="void")


def absent_voter(cast: Cast) -> None:
    tear_out(stay(cast, 2, "member3"))


def voted_by_another(cast: Cast) -> None:
    forge(ballots(cast, 1)[0], entered_by=cast.users["member3"].pk)


def two_candidates(cast: Cast) -> None:
    forge(item(cast, 1, "personnel.appoint"), candidate="洪亦舟、卢清越")


def together(cast: Cast) -> None:
    forge(vote(cast, 1, "personnel.appoint"), opened_at=vote(cast, 1).closed_at - timedelta(seconds=30))


def no_place(cast: Cast) -> None:
    forge(of(cast, 1), place="")


def chair_of_another_body(cast: Cast) -> None:
    group = LeadingGroup(
        code="other", name="外县党组", full_name="外县党组", government="外县", superior="外县委"
    )
    group.document_word = "外"
    group.save()
    term = Term(group=group, number=1, since=cast.term.since)
    term.save()
    forge(of(cast, 1), term=term.pk)


def recorder_elsewhere(cast: Cast) -> None:
    group = LeadingGroup(
        code="other", name="外县党组", full_name="外县党组", government="外县", superior="外县委"
    )
    group.document_word = "外"
    group.save()
    term = Term(group=group, number=1, since=cast.term.since)
    term.save()
    mine = of(cast, 1)
    other = Meeting(group=group, term=term, starts_at=mine.starts_at, place="外县", recorder=mine.recorder)
    other.save()
    forge(other, state="closed", ordinal=1, opened_at=mine.opened_at, closed_at=mine.closed_at)


def decision_rewritten(cast: Cast) -> None:
    forge(Decision.objects.get(item=item(cast, 1)), text="会议决定，另行安排。")


def signed_by_another(cast: Cast) -> None:
    forge(MeetingRecord.objects.get(meeting=of(cast, 1)), chair_signed_by=cast.users["member1"].pk)


def signature_gone(cast: Cast) -> None:
    forge(MeetingRecord.objects.get(meeting=of(cast, 1)), chair_signed_at=None, chair_signed_by=None)


def absence_unknown(cast: Cast) -> None:
    forge(
        stay(cast, 2, "member3"), out_at=of(cast, 2).opened_at, in_at=of(cast, 2).opened_at, confirmed_at=None
    )
    forge(vote(cast, 2), state="void", result="void")


def no_journal(cast: Cast) -> None:
    for entry in of(cast, 1).entries.all():
        tear_out(entry)


def entry_dated_back(cast: Cast) -> None:
    meeting = of(cast, 1)
    assert meeting.closed_at is not None
    MeetingEntry(record=meeting, verb="check_in", at=meeting.closed_at - timedelta(minutes=20)).save()


def never_announced(cast: Cast) -> None:
    forge(of(cast, 1).notices.get(), agenda=[])


def changed_in_the_sealed_record(cast: Cast) -> None:
    forge(item(cast, 3), title="研究另一笔资金安排")


def a_word_added_to_the_sealed_record(cast: Cast) -> None:
    speech = Speech.objects.filter(item=item(cast, 3)).last()
    assert speech is not None
    forge(speech, text="补充意见")


def corrected_after_sealing(cast: Cast) -> None:
    MeetingEntry(record=of(cast, 3), verb="correct_record", at=moment(month(4))).save()


def sealed_file_cut(cast: Cast) -> None:
    package = ArchivePackage.objects.get(meeting=of(cast, 3))
    forge(package, data=bytes(package.data)[:-1])


def number_skipped(cast: Cast) -> None:
    forge(of(cast, 3), ordinal=29)


def minutes_torn_out(cast: Cast) -> None:
    forge(Minutes.objects.get(meeting=of(cast, 2)), number="青政党组纪〔2025〕9号")


def speech_torn_out(cast: Cast) -> None:
    speech = Speech.objects.filter(item=item(cast, 1)).first()
    assert speech is not None
    tear_out(speech)


def link_altered(cast: Cast) -> None:
    forge(ArchivePackage.objects.get(meeting=of(cast, 3)), prev="f" * 64)


CASES: tuple[tuple[Callable[[Cast], None], str, str], ...] = (
    (first_topic_moved, "CHK-01", "first_topic_not_first"),
    (chair_voted_first, "CHK-04", "chair_votes_last"),
    (two_went_home, "CHK-06", "quorum_not_met"),
    (counted_against_those_present, "CHK-07", "base_wrong"),
    (said_to_be_carried, "CHK-07", "result_wrong"),
    (never_voted_on, "CHK-07", "result_without_vote"),
    (never_voted_on, "CHK-13", "decided_elsewhere"),
    (absent_voter, "CHK-08", "absent_vote"),
    (two_went_home, "CHK-08", "absent_vote"),
    (voted_by_another, "CHK-08", "proxy_not_allowed"),
    (two_candidates, "CHK-09", "one_by_one"),
    (together, "CHK-09", "one_by_one"),
    (no_place, "CHK-11", "record_incomplete"),
    (chair_of_another_body, "CHK-12", "record_of_two_bodies"),
    (recorder_elsewhere, "CHK-12", "recorder_elsewhere"),
    (decision_rewritten, "CHK-16", "minutes_differ"),
    (signed_by_another, "CHK-17", "wrong_signer"),
    (signature_gone, "CHK-17", "record_unsigned"),
    (absence_unknown, "CHK-19", "sign_in_unconfirmed"),
    (absent_voter, "CHK-19", "absent_without_leave"),
    (no_journal, "CHK-20", "no_journal"),
    (entry_dated_back, "CHK-20", "back_dated"),
    (never_announced, "CHK-21", "reason_required"),
    (changed_in_the_sealed_record, "CHK-21", "differs_from_sealed"),
    (a_word_added_to_the_sealed_record, "CHK-21", "differs_from_sealed"),
    (corrected_after_sealing, "CHK-21", "changed_after_sealing"),
    (sealed_file_cut, "CHK-21", "sealed_file_altered"),
    (number_skipped, "CHK-22", "number_missing"),
    (minutes_torn_out, "CHK-22", "number_missing"),
    (speech_torn_out, "CHK-22", "number_missing"),
    (link_altered, "CHK-22", "chain_broken"),
)


@pytest.mark.parametrize(
    ("change", "check", "code"),
    CASES,
    ids=[f"{check.lower().replace('-', '_')} {change.__name__}" for change, check, _code in CASES],
)
def test_a_change_behind_the_record_is_found(
    cast: Cast, change: Callable[[Cast], None], check: str, code: str
) -> None:
    change(cast)
    raised = found(cast)
    assert (check, code) in [(one, each.verdict.code) for one, each in raised]
    with override("zh-hans"):
        said = [text for _check, each in raised for text in spoken(each)]
    assert [text for text in said if LATIN.search(text)] == []


def spoken(raised: Raised) -> list[str]:
    """Return what a page says of a finding: reason, part, and the figures with their names."""
    figures = [text for name, value in raised.verdict.figures.items() for text in (words(name), fact(value))]
    return [reason(raised.verdict), words(raised.part), *figures]


def test_what_is_found_is_kept_and_cured_when_it_is_put_right(cast: Cast) -> None:
    no_place(cast)
    at = moment(month(12))
    assert look(cast.group, YEAR, TODAY, at, sources=SOURCES).new == 1
    finding = Finding.objects.get(group=cast.group)
    assert (finding.check_id, finding.kind, finding.part) == ("CHK-11", "meeting", "place")
    forge(of(cast, 1), place="县政府二楼会议室")
    assert look(cast.group, YEAR, TODAY, at + DAY, sources=SOURCES).cured == 1


def test_the_year_is_clean_before_and_after(cast: Cast) -> None:
    assert told(cast) == []
    assert {one.day.year for one in Meeting.objects.filter(group=cast.group)} == {YEAR}
