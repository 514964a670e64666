"""Filings, responsibility lists, stages, suggestions: through the acts; what is refused, and to whom."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from members.procedure.record import NotPermitted, Refused, refusals
from reports.actions import duties
from reports.models import AnnualFiling, ResponsibilityList, StageLink
from tests.cast import SEATS, Cast, make_body, make_sitting

AT = datetime(2025, 2, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def complete(cast: Cast) -> ResponsibilityList:
    clerk = cast.user("clerk")
    listed = duties.draft_responsibilities(cast.group, 2025, by=clerk, at=AT)
    duties.add_responsibility(listed, kind="principal_responsibility", text="主体责任", by=clerk, at=AT)
    duties.add_responsibility(
        listed, kind="first_responsible", membership=cast.seats["s"], text="第一责任人", by=clerk, at=AT
    )
    for name, seat in cast.seats.items():
        duties.add_responsibility(
            listed, kind="dual_duty", membership=seat, text=f"{name}一岗双责", by=clerk, at=AT
        )
    return listed


def test_a_year_is_opened_once_and_adds_who_is_new_10_4_a_10_4_b(cast: Cast) -> None:
    clerk = cast.user("clerk")
    assert duties.open_filings(cast.group, 2025, by=clerk, at=AT) == 10
    assert duties.open_filings(cast.group, 2025, by=clerk, at=AT) == 0
    seat = cast.seats["c"]
    seat.until = date(2025, 2, 1)
    seat.save()
    assert duties.open_filings(cast.group, 2026, by=clerk, at=AT) == 8


def test_a_filing_keeps_fact_day_and_office_10_4_a(cast: Cast) -> None:
    duties.open_filings(cast.group, 2025, by=cast.user("clerk"), at=AT)
    own = AnnualFiling.objects.get(membership=cast.seats["a"], kind="personal_matters")
    for who in ("b", "inspector", "s"):
        with pytest.raises(NotPermitted):
            duties.file_filing(own, date(2025, 2, 3), "县委组织部", by=cast.user(who), at=AT)
    duties.file_filing(own, date(2025, 2, 3), "县委组织部", by=cast.user("a"), at=AT)
    assert (own.state, own.days_late) == ("filed", 3)
    assert own.entries.get(verb="file_filing").facts["warned"] == ["filed_late"]
    other = AnnualFiling.objects.get(membership=cast.seats["b"], kind="personal_matters")
    with pytest.raises(ValidationError):
        duties.file_filing(
            other, date(2025, 1, 20), "县委组织部", remark="房产两套，股票若干" * 8, by=cast.user("b"), at=AT
        )
    assert AnnualFiling.objects.get(pk=other.pk).remark == ""


def test_of_personal_matters_no_file_is_taken_10_4_a_10_4_b(cast: Cast) -> None:
    duties.open_filings(cast.group, 2025, by=cast.user("clerk"), at=AT)
    upload = SimpleUploadedFile("表.txt", "内容".encode())
    own = AnnualFiling.objects.get(membership=cast.seats["a"], kind="personal_matters")
    with pytest.raises(ValidationError) as error:
        duties.attach_duty_report(own, upload, "", by=cast.user("a"), at=AT)
    assert code_of(error) == "content_not_kept"
    report = AnnualFiling.objects.get(membership=cast.seats["a"], kind="duty_integrity")
    duties.attach_duty_report(
        report, SimpleUploadedFile("述职.txt", "述职".encode()), "", by=cast.user("a"), at=AT
    )
    assert report.files.count() == 1


def test_a_change_is_reported_in_thirty_days_10_4_a(cast: Cast) -> None:
    filing = duties.announce_change(cast.group, date(2025, 2, 10), by=cast.user("a"), at=AT)
    assert (filing.kind, filing.due_on) == ("change_report", date(2025, 3, 12))
    with pytest.raises(Refused) as error:
        duties.announce_change(cast.group, date(2025, 2, 10), by=cast.user("clerk"), at=AT)
    assert code_of(error) == "not_a_member"


def test_a_list_is_adopted_when_it_is_complete_10_3_a_4_3_c(cast: Cast) -> None:
    clerk = cast.user("clerk")
    listed = complete(cast)
    line = listed.lines.get(kind="dual_duty", membership=cast.seats["c"])
    duties.remove_responsibility(line, by=clerk, at=AT)
    with pytest.raises(Refused) as error:
        duties.adopt_responsibilities(listed, by=clerk, at=AT)
    assert (code_of(error), listed.state) == ("dual_duty_missing", "draft")
    duties.add_responsibility(
        listed, kind="dual_duty", membership=cast.seats["c"], text="责任", by=clerk, at=AT
    )
    duties.adopt_responsibilities(listed, by=clerk, at=AT)
    with pytest.raises(Refused) as error:
        duties.add_responsibility(
            listed, kind="dual_duty", membership=cast.seats["c"], text="补", by=clerk, at=AT
        )
    assert code_of(error) == "wrong_state"
    copy = duties.draft_responsibilities(cast.group, 2025, copy_of=listed, by=clerk, at=AT)
    assert (copy.version, copy.lines.count()) == (2, 7)


def test_principal_responsibility_is_the_bodys_10_3_a(cast: Cast) -> None:
    listed = duties.draft_responsibilities(cast.group, 2025, by=cast.user("clerk"), at=AT)
    for fields in (
        {"kind": "principal_responsibility", "membership": cast.seats["a"]},
        {"kind": "dual_duty"},
    ):
        with pytest.raises(ValidationError):
            duties.add_responsibility(listed, text="责任", by=cast.user("clerk"), at=AT, **fields)


def test_half_year_reports_are_ones_own_and_once_10_3_c_4_3_c(cast: Cast) -> None:
    listed = complete(cast)
    duties.adopt_responsibilities(listed, by=cast.user("clerk"), at=AT)
    duties.report_on_duties(listed, 1, "履责情况", by=cast.user("a"), at=AT)
    with pytest.raises(ValidationError) as error:
        duties.report_on_duties(listed, 1, "再报", by=cast.user("a"), at=AT)
    assert code_of(error) == "already_reported"
    with pytest.raises(NotPermitted):
        duties.report_on_duties(listed, 1, "代报", member=cast.seats["b"], by=cast.user("inspector"), at=AT)
    duties.report_on_duties(listed, 1, "纸质", member=cast.seats["b"], by=cast.user("clerk"), at=AT)
    duties.close_year(listed, "全年情况", by=cast.user("clerk"), at=AT)
    assert listed.year_report == "全年情况"


def test_stages_are_filled_from_records_only_10_2_a_10_2_c(cast: Cast) -> None:
    sitting, clerk = make_sitting(cast), cast.user("clerk")
    item = sitting.item(2)
    duties.link_stage(cast.group, 2025, "study", item=item, by=clerk, at=AT)
    duties.link_stage(cast.group, 2025, "deploy", item=item, by=clerk, at=AT)
    for fields in ({"item": item}, {}):
        with pytest.raises(ValidationError):
            duties.link_stage(cast.group, 2025, "study", by=clerk, at=AT, **fields)
    assert StageLink.objects.count() == 2
    with pytest.raises(NotPermitted):
        duties.link_stage(cast.group, 2025, "inspect", item=item, by=cast.user("a"), at=AT)


def test_suggestions_are_answered_with_a_reason_10_3_d(cast: Cast) -> None:
    made = duties.make_suggestion(cast.group, "建立廉政提醒清单", "作风", by=cast.user("a"), at=AT)
    with pytest.raises(Refused) as error:
        duties.answer_suggestion(made, "declined", " ", by=cast.user("clerk"), at=AT)
    assert code_of(error) == "reason_required"
    duties.answer_suggestion(made, "adopted", "列入下次会议", by=cast.user("s"), at=AT)
    assert (made.state, made.outcome) == ("answered", "adopted")
    with pytest.raises(NotPermitted):
        duties.make_suggestion(cast.group, "代提", by=cast.user("inspector"), at=AT)
