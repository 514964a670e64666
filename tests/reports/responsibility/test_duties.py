"""Filings, responsibility lists, stages, suggestions: through the acts; what is refused, and to whom."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lifes.models import HeartTalk
from meetings import actions as meeting_actions
from meetings.actions.decisions import record_decision
from meetings.models import AgendaItem, Decision
from members.models import Membership, User
from members.procedure.record import NotPermitted, Refused, refusals
from reports.responsibility import integrity as queries
from reports.responsibility.actions import integrity, suggestions
from reports.responsibility.actions import lists as duties
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.integrity import StageLink
from reports.responsibility.models.lists import ResponsibilityList
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
        duties.adopt_responsibilities(listed, by=cast.user("s"), at=AT)
    assert (code_of(error), listed.state) == ("dual_duty_missing", "draft")
    duties.add_responsibility(
        listed, kind="dual_duty", membership=cast.seats["c"], text="责任", by=clerk, at=AT
    )
    with pytest.raises(Refused) as error:
        duties.adopt_responsibilities(listed, by=clerk, at=AT)
    assert code_of(error) == "adoption_basis_required"
    duties.adopt_responsibilities(listed, by=cast.user("s"), at=AT)
    assert (listed.signed_by, listed.adopted_on) == (cast.user("s"), date(2025, 2, 20))
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
    duties.adopt_responsibilities(listed, by=cast.user("s"), at=AT)
    duties.report_on_duties(listed, 1, "履责情况", by=cast.user("a"), at=AT)
    with pytest.raises(ValidationError) as error:
        duties.report_on_duties(listed, 1, "再报", by=cast.user("a"), at=AT)
    assert code_of(error) == "already_reported"
    with pytest.raises(NotPermitted):
        duties.report_on_duties(listed, 1, "代报", member=cast.seats["b"], by=cast.user("inspector"), at=AT)
    duties.report_on_duties(listed, 1, "纸质", member=cast.seats["b"], by=cast.user("clerk"), at=AT)
    duties.close_year(listed, "全年情况", by=cast.user("clerk"), at=AT)
    assert listed.year_report == "全年情况"


def settled_item(cast: Cast, tags: list[str]) -> AgendaItem:
    """Let the first topic, with these tags, be dealt with at a meeting."""
    sitting = make_sitting(cast)
    item = sitting.item(1)
    item.work_tags = tags
    item.save()
    item = sitting.discuss(1)
    meeting_actions.conclude_item(
        item, "贯彻落实", no_measures_reason="已部署", by=cast.user("s"), at=sitting.tick()
    )
    return sitting.item(1)


def test_stages_are_filled_from_records_only_10_2_a_10_2_c(cast: Cast) -> None:
    clerk, item = cast.user("clerk"), settled_item(cast, ["integrity"])
    for stage in ("study", "deploy"):
        link = integrity.link_stage(cast.group, 2025, stage, item=item, by=clerk, at=AT)
        assert link.entries.get().facts == {"stage": stage}
    for fields in ({"item": item}, {}):
        with pytest.raises(ValidationError):
            integrity.link_stage(cast.group, 2025, "study", by=clerk, at=AT, **fields)
    assert StageLink.objects.count() == 2
    with pytest.raises(NotPermitted):
        integrity.link_stage(cast.group, 2025, "inspect", item=item, by=cast.user("a"), at=AT)
    with pytest.raises(Refused) as error:
        integrity.link_stage(cast.group, 2026, "inspect", item=item, by=clerk, at=AT)
    assert code_of(error) == "other_year"


def test_a_link_is_withdrawn_with_a_reason_and_may_be_made_again_10_2_c(cast: Cast) -> None:
    clerk, item = cast.user("clerk"), settled_item(cast, [])
    link = integrity.link_stage(cast.group, 2025, "study", item=item, by=clerk, at=AT)
    assert link.entries.get().facts["warned"] == ["not_tagged"]
    with pytest.raises(Refused) as error:
        integrity.withdraw_link(link, " ", by=clerk, at=AT)
    assert code_of(error) == "reason_required"
    integrity.withdraw_link(link, "与廉政无关", by=clerk, at=AT)
    assert not StageLink.objects.visible_to(clerk, cast.group).exists()
    integrity.link_stage(cast.group, 2025, "study", item=item, by=clerk, at=AT)
    assert StageLink.objects.count() == 2


def test_a_record_of_another_body_shows_nothing_10_2_c(cast: Cast) -> None:
    other = make_body("gaopo", SEATS)
    item = settled_item(other, ["integrity"])
    with pytest.raises(ValidationError) as error:
        integrity.link_stage(cast.group, 2025, "study", item=item, by=cast.user("clerk"), at=AT)
    assert code_of(error) == "other_body"


def test_tagged_records_suggest_themselves_until_linked_10_2_c_10_2_b(cast: Cast) -> None:
    item = settled_item(cast, ["integrity", "theory"])
    items = queries.tagged_items(cast.group, 2025)
    assert items == [item]

    def suggested() -> dict[str, list[int]]:
        stages = queries.stages(cast.group, 2025, items)
        return {one.code: [told.pk for told in one.suggested] for one in stages}

    assert suggested() == {"study": [item.pk], "deploy": [], "inspect": [], "summarise": []}
    integrity.link_stage(cast.group, 2025, "study", item=item, by=cast.user("clerk"), at=AT)
    assert suggested()["study"] == []
    assert queries.tagged_items(cast.group, 2024) == []


def test_the_list_sums_the_year_up_once_its_report_is_written_10_2_c_10_3_a(cast: Cast) -> None:
    clerk, listed = cast.user("clerk"), complete(cast)
    duties.adopt_responsibilities(listed, by=cast.user("s"), at=AT)
    with pytest.raises(Refused) as error:
        integrity.link_stage(cast.group, 2025, "summarise", list=listed, by=clerk, at=AT)
    assert code_of(error) == "nothing_to_show"
    assert listed.year_closed(date(2026, 1, 1)).code == "year_report_missing"
    duties.close_year(listed, "全年情况", by=clerk, at=AT)
    assert listed.year_closed(date(2026, 1, 1)).code == ""
    integrity.link_stage(cast.group, 2025, "summarise", list=listed, by=clerk, at=AT)


def test_reports_on_an_earlier_version_of_the_list_count_10_3_c_4_3_c(cast: Cast) -> None:
    clerk, secretary, first = cast.user("clerk"), cast.user("s"), complete(cast)
    duties.adopt_responsibilities(first, by=secretary, at=AT)
    duties.report_on_duties(first, 1, "履责", by=cast.user("a"), at=AT)
    second = duties.draft_responsibilities(cast.group, 2025, copy_of=first, by=clerk, at=AT)
    duties.adopt_responsibilities(second, by=secretary, at=AT)
    assert (first.is_in_force, second.is_in_force) == (False, True)
    with pytest.raises(ValidationError) as error:
        duties.report_on_duties(second, 1, "再报", by=cast.user("a"), at=AT)
    assert code_of(error) == "already_reported"
    assert second.half_year(1, date(2025, 6, 30)).code == ""
    late = second.half_year(1, date(2025, 7, 1))
    assert (late.code, late.figures["count"]) == ("half_year_report_missing", 4)
    assert "成员a" not in late.figures["names"]


def test_who_came_or_left_in_the_half_owes_no_report_of_it_10_3_c(cast: Cast) -> None:
    listed = complete(cast)
    duties.adopt_responsibilities(listed, by=cast.user("s"), at=AT)
    left = cast.seats["c"]
    left.until = date(2025, 6, 30)
    left.save()
    assert listed.half_year(1, date(2025, 7, 1)).figures["count"] == 4


def test_a_new_secretary_in_the_year_and_both_stay_on_the_list_4_3_b_10_3_b(cast: Cast) -> None:
    clerk, old = cast.user("clerk"), cast.seats["s"]
    first = complete(cast)
    duties.adopt_responsibilities(first, by=cast.user("s"), at=AT)
    old.until = date(2025, 7, 1)
    old.save()
    user = User.objects.create_user("new-head", None, name="新书记")
    new = Membership(group=cast.group, term=cast.term, user=user, post="secretary", since=date(2025, 7, 1))
    new.save()
    july = datetime(2025, 7, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert first.complete(july.date()).code == "first_responsible_missing"
    second = duties.draft_responsibilities(cast.group, 2025, copy_of=first, by=clerk, at=july)
    for kind in ("first_responsible", "dual_duty"):
        duties.add_responsibility(second, kind=kind, membership=new, text="责任", by=clerk, at=july)
    duties.adopt_responsibilities(second, by=user, at=july)
    held = second.lines.filter(kind="first_responsible").values_list("membership", flat=True)
    assert set(held) == {old.pk, new.pk}
    third = duties.draft_responsibilities(cast.group, 2025, copy_of=second, by=clerk, at=july)
    duties.remove_responsibility(third.lines.get(kind="first_responsible", membership=old), by=clerk, at=july)
    duties.adopt_responsibilities(third, by=user, at=july)
    entry = third.entries.get(verb="adopt_responsibilities")
    assert entry.facts["warned"] == ["earlier_secretary_missing"]


def test_a_decision_adopts_the_list_if_it_is_the_bodys_10_3_a(cast: Cast) -> None:
    clerk, listed = cast.user("clerk"), complete(cast)
    foreign = decided(make_body("gaopo", SEATS))
    after = datetime(2025, 3, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    with pytest.raises(Refused) as error:
        duties.adopt_responsibilities(listed, foreign, by=clerk, at=after)
    assert code_of(error) == "decision_does_not_fit"
    own = decided(cast)
    with pytest.raises(Refused) as error:
        duties.adopt_responsibilities(listed, own, by=clerk, at=AT)
    assert code_of(error) == "decision_does_not_fit"
    duties.adopt_responsibilities(listed, own, by=clerk, at=after)
    assert (listed.decision, listed.signed_by) == (own, None)


def decided(cast: Cast) -> Decision:
    """Put a decision of the meeting of 18 March in force."""
    sitting = make_sitting(cast)
    return record_decision(sitting.item(2), by=cast.user("s"), at=sitting.tick())


def test_a_wrong_entry_is_taken_back_with_its_reason_10_4_a(cast: Cast) -> None:
    clerk = cast.user("clerk")
    duties.open_filings(cast.group, 2025, by=clerk, at=AT)
    own = AnnualFiling.objects.get(membership=cast.seats["a"], kind="personal_matters")
    duties.file_filing(own, date(2025, 1, 20), "县委组织部", by=clerk, at=AT)
    assert own.entries.get(verb="file_filing").on_behalf_of == cast.user("a")
    with pytest.raises(NotPermitted):
        duties.correct_filing(own, "误", by=cast.user("a"), at=AT)
    duties.correct_filing(own, "日期录错", by=clerk, at=AT)
    assert (own.state, own.done_on, own.office) == ("expected", None, "")
    assert own.entries.get(verb="correct_filing").facts["filed"] == "2025-01-20"


def test_nobody_files_in_the_name_of_another_10_4_a_10_3_d(cast: Cast) -> None:
    other, a = cast.seats["b"], cast.user("a")
    with pytest.raises(NotPermitted):
        duties.announce_change(cast.group, date(2025, 2, 10), member=other, by=a, at=AT)
    with pytest.raises(NotPermitted):
        suggestions.make_suggestion(cast.group, "建议", member=other, by=a, at=AT)
    assert AnnualFiling.objects.count() == 0


def test_a_year_without_work_rules_is_refused_11_a(cast: Cast) -> None:
    with pytest.raises(Refused) as error:
        duties.open_filings(cast.group, 2010, by=cast.user("clerk"), at=AT)
    assert code_of(error) == "no_law_in_force"


def test_talks_are_seen_as_facts_by_secretary_and_inspectors_alone_10_4_c(cast: Cast) -> None:
    HeartTalk(
        group=cast.group,
        kind="reminder",
        first=cast.seats["d"],
        second=cast.seats["a"],
        held_on=date(2025, 2, 1),
        topics="只有两人知道的话",
        pointed_out="问题甲",
    ).save()
    HeartTalk(
        group=cast.group,
        kind="heart",
        first=cast.seats["d"],
        second=cast.seats["b"],
        held_on=date(2025, 2, 2),
    ).save()
    address = reverse("reports:supervision_list", args=[cast.group.code])
    for who, status in {"s": 200, "inspector": 200, "clerk": 403, "d": 403, "a": 403}.items():
        client = Client()
        client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
        answer = client.get(address)
        assert answer.status_code == status
        text = answer.content.decode()
        assert "只有两人知道的话" not in text
        assert "问题甲" not in text
        assert ("2025-02-01" in text) is (status == 200)
        assert "2025-02-02" not in text


def test_suggestions_are_answered_with_a_reason_10_3_d(cast: Cast) -> None:
    made = suggestions.make_suggestion(cast.group, "建立廉政提醒清单", "作风", by=cast.user("a"), at=AT)
    with pytest.raises(Refused) as error:
        suggestions.answer_suggestion(made, "declined", " ", by=cast.user("clerk"), at=AT)
    assert code_of(error) == "reason_required"
    suggestions.answer_suggestion(made, "adopted", "列入下次会议", by=cast.user("s"), at=AT)
    assert (made.state, made.outcome) == ("answered", "adopted")
    with pytest.raises(NotPermitted):
        suggestions.make_suggestion(cast.group, "代提", by=cast.user("inspector"), at=AT)
