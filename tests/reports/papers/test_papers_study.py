"""Do the papers of studies and essays say what the records hold?"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from members.models import Membership
from study import actions
from study.models import Essay, StudySession
from study.papers.head import head
from tests.cast import Cast, cast  # noqa: F401  (a fixture)
from tests.papers.printed import PAPERS
from tests.study.year import essay, held, moment, planned

pytestmark = pytest.mark.django_db
OF_STUDY = ("study_sign_in", "study_record", "study_ledger", "essay_list")


@pytest.fixture
def session(cast: Cast) -> StudySession:  # noqa: F811
    """A study of 120 minutes: a came late, b was on leave, c did not come."""
    made = planned(
        cast, date(2025, 3, 12), contents=["laws", "theory"], lecturer="韩启明", is_central_group=True
    )
    clerk, start = cast.user("clerk"), made.starts_at
    leave = actions.request_leave(made, "出差", by=cast.user("b"), at=start - timedelta(days=1))
    actions.approve_leave(leave, by=cast.user("s"), at=start - timedelta(hours=5))
    for name in "sd":
        actions.check_in(made, cast.seats[name], by=clerk, at=start - timedelta(minutes=5))
    actions.open_session(made, by=clerk, at=start)
    actions.check_in(made, cast.seats["a"], by=clerk, at=start + timedelta(minutes=22))
    actions.close_session(made, by=clerk, at=start + timedelta(minutes=120))
    return made


def test_the_sheet_tells_who_came_late_who_was_away_and_for_how_long_8_3_a(session: StudySession) -> None:
    facts = PAPERS["study_sign_in"].facts(session)
    rows = {row.name: row for row in facts.rows}
    said = {name: (row.status, row.minutes) for name, row in rows.items()}
    names = {name: seat.name for name, seat in zip("sdabc", session.seats(), strict=True)}
    assert said[names["s"]] == ("出席", 120)
    assert said[names["a"]] == ("迟到", 98)
    assert said[names["b"]] == ("请假", 0)
    assert said[names["c"]] == ("缺席", 0)
    assert rows[names["b"]].note == "出差"
    assert (facts.expected, facts.present, facts.on_leave, facts.absent) == (5, 3, 1, 1)


def test_the_head_tells_form_contents_and_lecturer_8_1_c_8_2_a(session: StudySession) -> None:
    told = head(session)
    assert told.lecturer == "韩启明"
    assert told.central
    assert len(told.tags) == 2
    assert all("\u4e00" <= tag[0] <= "\u9fff" for tag in (*told.tags, told.form))


def test_before_the_study_the_sheet_is_open(cast: Cast) -> None:  # noqa: F811
    facts = PAPERS["study_sign_in"].facts(planned(cast, date(2025, 4, 9)))
    assert (facts.expected, facts.present, facts.absent) == (5, None, None)
    assert {(row.status, row.minutes) for row in facts.rows} == {("", None)}


def test_the_record_tells_what_was_studied_and_who_was_there(session: StudySession, cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    actions.record_session(session, gist="讲解了条文。", by=clerk, at=session.ends_at + timedelta(hours=1))
    facts = PAPERS["study_record"].facts(session)
    assert facts.gist == "讲解了条文。"
    assert (len(facts.present), len(facts.on_leave), len(facts.absent)) == (3, 1, 1)
    assert facts.on_leave[0].note == "出差"
    assert facts.recorder == str(clerk)


def test_the_ledger_tells_months_base_and_rate_8_3_b(cast: Cast) -> None:  # noqa: F811
    held(cast, date(2025, 3, 12), "sdab")
    first = held(cast, date(2025, 4, 9), "sda")
    facts = PAPERS["study_ledger"].facts(first)
    rows = {row.name: row for row in facts.rows}
    b, c = (rows[cast.seats[name].name] for name in "bc")
    assert (facts.year, facts.held, facts.total) == (2025, 2, 240)
    assert facts.months[2:5] == (120, 120, None)
    assert b.months[2:5] == (120, 0, None)
    assert (b.total, b.base, b.rate, b.reached) == (120, 240, "50.0%", "达到")
    assert (c.total, c.rate, c.reached) == (0, "0.0%", "未达到")


def test_who_took_office_during_the_year_is_marked(cast: Cast) -> None:  # noqa: F811
    seat: Membership = cast.seats["c"]
    seat.since = date(2025, 4, 1)
    seat.save()
    facts = PAPERS["study_ledger"].facts(held(cast, date(2025, 3, 12), "sdab"))
    (row,) = [row for row in facts.rows if row.name == seat.name]
    assert (row.base, row.rate, row.reached) == (0, "", "不作评定")
    assert row.note == "任职9个月，只计任职期间"


def test_the_register_of_essays_leaves_out_drafts_and_other_years_8_3_c(cast: Cast) -> None:  # noqa: F811
    first = essay(cast, "a", "甲", date(2025, 3, 1))
    essay(cast, "b", "乙", date(2025, 5, 1), accepted=False)
    essay(cast, "a", "丙", date(2024, 12, 31))
    actions.draft_essay(cast.group, title="丁", text="草", by=cast.user("a"), at=moment(date(2025, 6, 1)))
    facts = PAPERS["essay_list"].facts(Essay.objects.select_related("group").get(pk=first.pk))
    assert [(row.title, row.state) for row in facts.rows] == [("甲", "已采用"), ("乙", "已提交")]
    assert (facts.year, facts.quota) == (2025, 4)


def test_a_year_is_found_by_its_first_record_and_only_once(cast: Cast) -> None:  # noqa: F811
    days = (date(2026, 5, 8), date(2025, 3, 12), date(2025, 4, 9))
    for day in days:
        held(cast, day)
        essay(cast, "a", f"{day}", day)
    user = cast.user("clerk")
    for name in ("study_ledger", "essay_list"):
        source = PAPERS[name]
        found = list(source.records(cast.group, user))
        assert [source.label(one)[:4] for one in found] == ["2026", "2025"]
        assert source.records(cast.group, user).filter(**{source.year: 2025}).get() == found[1]


def test_a_list_of_papers_is_told_in_one_query(cast: Cast, django_assert_max_num_queries) -> None:  # noqa: F811
    for day in (date(2026, 5, 8), date(2025, 3, 12)):
        essay(cast, "a", f"{day}", day)
        held(cast, day)
    for source in (PAPERS[name] for name in OF_STUDY):
        with django_assert_max_num_queries(1):
            assert all(source.label(one) for one in source.records(cast.group, cast.user("clerk")))


@pytest.mark.parametrize("name", OF_STUDY)
def test_every_form_of_study_prints(name: str, cast: Cast) -> None:  # noqa: F811
    held(cast, date(2025, 3, 12))
    essay(cast, "a", "甲", date(2025, 3, 20))
    source = PAPERS[name]
    (record,) = source.records(cast.group, cast.user("clerk"))
    assert cast.group.full_name in PAPERS[name].html(source.facts(record))


def client_of(cast: Cast, who: str) -> Client:  # noqa: F811
    client = Client()
    client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    return client


def test_a_year_prints_from_its_address_and_an_empty_one_does_not_exist(cast: Cast) -> None:  # noqa: F811
    held(cast, date(2025, 3, 12))
    client = client_of(cast, "a")
    code = cast.group.code
    shown = client.get(reverse("reports:document_year", args=[code, "study_ledger", 2025]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "application/pdf")
    for name, year in (("study_ledger", 2023), ("study_sign_in", 2025), ("nothing", 2025)):
        assert client.get(reverse("reports:document_year", args=[code, name, year])).status_code == 404


def test_the_page_of_a_study_offers_its_papers(cast: Cast) -> None:  # noqa: F811
    code, client = cast.group.code, client_of(cast, "a")
    ahead, past = planned(cast, date(2025, 4, 9)), held(cast, date(2025, 3, 12))
    for session, forms in ((ahead, {"study_sign_in"}), (past, {"study_sign_in", "study_record"})):
        page = client.get(reverse("study:session_detail", args=[code, session.pk])).content.decode()
        offered = {
            name
            for name in ("study_sign_in", "study_record")
            if reverse("reports:document_pdf", args=[code, name, session.pk]) in page
        }
        assert offered == forms


@pytest.mark.parametrize("who", ["s", "a", "clerk", "recorder", "inspector"])
def test_blank_forms_are_for_everybody_in_the_body(who: str, cast: Cast) -> None:  # noqa: F811
    client, code = client_of(cast, who), cast.group.code
    page = client.get(reverse("reports:document_list", args=[code]))
    assert page.status_code == 200
    for name in PAPERS:
        assert reverse("reports:document_blank", args=[code, name]) in page.content.decode()
    blank = client.get(reverse("reports:document_blank", args=[code, "opinion_form"]))
    assert (blank.status_code, blank["Content-Type"]) == (200, "application/pdf")


def test_the_ledger_offers_its_papers_when_there_is_something_to_print(cast: Cast) -> None:  # noqa: F811
    client, code = client_of(cast, "a"), cast.group.code
    held(cast, date(2025, 3, 12))
    essay(cast, "a", "甲", date(2025, 3, 20))
    for year, offered in ((2025, True), (2024, False)):
        page = client.get(reverse("study:ledger_detail", args=[code]) + f"?year={year}").content.decode()
        for form in ("study_ledger", "essay_list"):
            assert (reverse("reports:document_year", args=[code, form, year]) in page) is offered
