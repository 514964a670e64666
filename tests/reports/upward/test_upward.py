"""A paper for the superior from draft to close: adoption, signature, number, reply, what follows, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from members.models import Standing
from members.procedure.record import NotPermitted, Refused, refusals
from reports.registers.models.units import SubordinateUnit
from reports.upward.actions import papers as upward_actions
from reports.upward.actions import replies as reply_actions
from reports.upward.actions import rounds as round_actions
from reports.upward.models.papers import UpwardPaper
from tests.cast import Cast, cast, second_body  # noqa: F401  (fixtures)
from tests.reports.upward.story import (
    AFTER,
    ASKING,
    DAY,
    HOUR,
    TELLING,
    consented,
    decided,
    report,
    request,
    sent,
    signed,
)

pytestmark = pytest.mark.django_db


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def refused(code: str, act, *args, **more) -> None:
    with pytest.raises(ValidationError) as error:
        act(*args, **more)
    assert code_of(error) == code


def test_a_request_from_draft_to_close_4_2_a1(cast: Cast) -> None:  # noqa: F811
    clerk, item = cast.user("clerk"), decided(cast)
    paper = request(cast, acts_on=(AFTER + 20 * DAY).date())
    assert (paper.recipient, paper.state) == (cast.group.superior, "draft")
    upward_actions.adopt_paper(paper, item, "按会议意见修改了两处", by=clerk, at=AFTER)
    assert (paper.state, paper.adopted_on, paper.adoption_note) == (
        "adopted",
        item.meeting.day,
        "按会议意见修改了两处",
    )
    sent(cast, signed(cast, paper))
    assert (paper.state, paper.number) == ("sent", "yunling政党组〔2025〕1号")
    refused("reply_missing", reply_actions.close_paper, paper, by=clerk, at=AFTER + 3 * DAY)
    reply_actions.file_receipt(paper, (AFTER + 3 * DAY).date(), "收文12号", by=clerk, at=AFTER + 3 * DAY)
    upload = SimpleUploadedFile("批复.txt", "同意".encode())
    reply = reply_actions.file_reply(
        paper,
        "approved",
        (AFTER + 5 * DAY).date(),
        "同意编制。",
        number="县委〔2025〕3号",
        upload=upload,
        by=clerk,
        at=AFTER + 6 * DAY,
    )
    decision = item.decision
    decision.refresh_from_db()
    assert (decision.state, decision.effective_on) == ("in_force", (AFTER + 6 * DAY).date())
    assert (reply.files.get().original_name, paper.state) == ("批复.txt", "replied")
    action = reply_actions.add_reply_action(
        paper, "成立编制专班", cast.seats["a"], (AFTER + 20 * DAY).date(), by=clerk, at=AFTER + 6 * DAY
    )
    assert cast.user("a").notifications.filter(kind="upward_action").count() == 1
    refused("actions_open", reply_actions.close_paper, paper, by=clerk, at=AFTER + 7 * DAY)
    refused(
        "not_responsible",
        reply_actions.finish_reply_action,
        action,
        "x",
        by=cast.user("b"),
        at=AFTER + 8 * DAY,
    )
    reply_actions.finish_reply_action(action, "已成立", by=cast.user("a"), at=AFTER + 8 * DAY)
    refused("already_done", reply_actions.finish_reply_action, action, "x", by=clerk, at=AFTER + 8 * DAY)
    reply_actions.close_paper(paper, by=clerk, at=AFTER + 9 * DAY)
    assert (paper.state, paper.closed_on) == ("closed", (AFTER + 9 * DAY).date())
    refused("wrong_state", upward_actions.edit_paper, paper, title="别的", by=clerk, at=AFTER + 9 * DAY)
    verbs = list(paper.entries.values_list("verb", flat=True))
    assert verbs == [
        "draft_paper",
        "adopt_paper",
        "sign_paper",
        "send_paper",
        "file_receipt",
        "file_reply",
        "add_reply_action",
        "finish_reply_action",
        "close_paper",
    ]


def test_a_refusal_makes_the_decision_void_and_instructions_leave_it_waiting_4_2_a1(cast: Cast) -> None:  # noqa: F811
    clerk, item = cast.user("clerk"), decided(cast)
    paper = upward_actions.adopt_paper(request(cast), item, by=clerk, at=AFTER)
    sent(cast, signed(cast, paper))
    day = (AFTER + 4 * DAY).date()
    reply_actions.file_reply(paper, "instructed", day, "补充材料后再报。", by=clerk, at=AFTER + 4 * DAY)
    item.decision.refresh_from_db()
    assert item.decision.state == "pending_superior"
    reply_actions.file_reply(paper, "refused", day, "不予同意。", by=clerk, at=AFTER + 5 * DAY)
    item.decision.refresh_from_db()
    assert (item.decision.state, paper.replies.count()) == ("void", 2)
    reply_actions.file_reply(paper, "approved", day, "不影响。", by=clerk, at=AFTER + 6 * DAY)
    item.decision.refresh_from_db()
    assert item.decision.state == "void"


def test_a_reply_to_a_report_settles_no_decision_4_2_a1(cast: Cast) -> None:  # noqa: F811
    item = decided(cast)
    paper = upward_actions.adopt_paper(report(cast), item, by=cast.user("clerk"), at=AFTER)
    sent(cast, signed(cast, paper))
    reply_actions.file_reply(
        paper, "approved", (AFTER + 4 * DAY).date(), "已阅。", by=cast.user("clerk"), at=AFTER + 4 * DAY
    )
    item.decision.refresh_from_db()
    assert item.decision.state == "pending_superior"


def test_what_was_changed_after_adoption_is_not_signed_6_1_c(cast: Cast) -> None:  # noqa: F811
    clerk, item = cast.user("clerk"), decided(cast)
    paper = upward_actions.adopt_paper(request(cast), item, by=clerk, at=AFTER)
    assert not paper.is_changed
    text = paper.body
    upward_actions.edit_paper(paper, body=f"补充。{text}", by=clerk, at=AFTER + HOUR)
    assert paper.is_changed
    refused("changed_after_adoption", signed, cast, paper)
    upward_actions.edit_paper(paper, body=text, by=clerk, at=AFTER + 2 * HOUR)
    assert not paper.is_changed
    upward_actions.attach_upward_file(
        paper, SimpleUploadedFile("附件.txt", b"1"), "", by=clerk, at=AFTER + 3 * HOUR
    )
    refused("changed_after_adoption", signed, cast, paper)
    upward_actions.adopt_paper(paper, item, by=clerk, at=AFTER + 4 * HOUR)
    assert "text_after_meeting" in paper.entries.last().facts["warned"]
    assert signed(cast, paper).state == "signed"
    upward_actions.return_paper(paper, "请补充依据", by=cast.user("s"), at=AFTER + 2 * DAY)
    assert (paper.state, paper.signed_by, paper.reason) == ("returned", None, "请补充依据")
    kept = paper.files.get()
    upward_actions.remove_upward_file(kept, by=clerk, at=AFTER + 2 * DAY)
    assert paper.is_changed


def test_a_text_that_got_out_of_form_is_not_adopted_again_5_3_a(cast: Cast) -> None:  # noqa: F811
    clerk, item = cast.user("clerk"), decided(cast)
    paper = upward_actions.adopt_paper(request(cast), item, by=clerk, at=AFTER)
    upward_actions.edit_paper(paper, body="情况如下。", by=clerk, at=AFTER + HOUR)
    refused("request_does_not_ask", upward_actions.adopt_paper, paper, item, by=clerk, at=AFTER + HOUR)
    first = item.meeting.items.on_agenda()[0]
    upward_actions.edit_paper(paper, body=f"再补充。{ASKING}", by=clerk, at=AFTER + HOUR)
    refused("item_not_decided", upward_actions.adopt_paper, paper, first, by=clerk, at=AFTER + HOUR)
    paper.refresh_from_db()
    assert paper.is_changed


def test_details_that_are_not_the_text_do_not_undo_the_adoption_6_1_c(cast: Cast) -> None:  # noqa: F811
    clerk, item = cast.user("clerk"), decided(cast)
    paper = upward_actions.adopt_paper(request(cast), item, by=clerk, at=AFTER)
    upward_actions.edit_paper(paper, contact="王某", contact_phone="1", by=clerk, at=AFTER + HOUR)
    assert not paper.is_changed
    assert paper.entries.last().facts["changed"] == {"contact": ["", "王某"], "contact_phone": ["", "1"]}


def test_only_a_carried_item_of_this_body_adopts_4_2_a1(cast: Cast, second_body: Cast) -> None:  # noqa: F811
    clerk, paper = cast.user("clerk"), request(cast)
    theirs = decided(second_body)
    refused("item_not_decided", upward_actions.adopt_paper, paper, theirs, by=clerk, at=AFTER)
    item = decided(cast)
    first = item.meeting.items.on_agenda()[0]
    refused("item_not_decided", upward_actions.adopt_paper, paper, first, by=clerk, at=AFTER)
    paper.refresh_from_db()
    assert (paper.state, paper.adopted_item) == ("draft", None)


def test_a_circulation_adopts_a_text_and_makes_no_decision_3_3_b(cast: Cast) -> None:  # noqa: F811
    clerk, paper = cast.user("clerk"), request(cast)
    round_actions.circulate_paper(paper, by=clerk, at=AFTER)
    assert cast.user("b").notifications.filter(kind="upward_circulated").count() == 1
    refused("already_circulating", round_actions.circulate_paper, paper, by=clerk, at=AFTER)
    for name in "sd":
        round_actions.answer_circulation(paper, True, "同意", by=cast.user(name), at=AFTER + HOUR)
    refused("circulation_short", round_actions.adopt_by_circulation, paper, by=clerk, at=AFTER + HOUR)
    refused(
        "already_answered", round_actions.answer_circulation, paper, True, by=cast.user("s"), at=AFTER + HOUR
    )
    refused("not_a_member", round_actions.answer_circulation, paper, True, by=clerk, at=AFTER + HOUR)
    round_actions.answer_circulation(paper, True, by=cast.user("a"), at=AFTER + HOUR)
    round_actions.adopt_by_circulation(paper, by=clerk, at=AFTER + 2 * HOUR)
    assert (paper.state, paper.adopted_item, paper.adopted_round.outcome) == ("adopted", None, "adopted")
    assert cast.group.decisions.count() == 0
    assert cast.user("s").notifications.filter(kind="upward_to_sign").count() == 1
    assert "同意" not in str(list(paper.entries.values_list("facts", flat=True)))


def test_an_objection_sends_the_matter_to_a_meeting_3_3_b(cast: Cast) -> None:  # noqa: F811
    clerk, paper = cast.user("clerk"), request(cast)
    round_actions.circulate_paper(paper, by=clerk, at=AFTER)
    for name in "sda":
        round_actions.answer_circulation(paper, True, by=cast.user(name), at=AFTER)
    round_actions.answer_circulation(paper, False, "应上会研究", by=cast.user("b"), at=AFTER)
    refused("circulation_objected", round_actions.adopt_by_circulation, paper, by=clerk, at=AFTER)
    round_actions.end_circulation(paper, by=clerk, at=AFTER)
    refused("no_circulation", round_actions.adopt_by_circulation, paper, by=clerk, at=AFTER)
    refused("no_circulation", round_actions.answer_circulation, paper, True, by=cast.user("c"), at=AFTER)
    refused("no_circulation", round_actions.end_circulation, paper, by=clerk, at=AFTER)


def test_another_text_ends_the_circulation_3_3_b(cast: Cast) -> None:  # noqa: F811
    clerk, paper = cast.user("clerk"), request(cast)
    round_actions.circulate_paper(paper, by=clerk, at=AFTER)
    upward_actions.edit_paper(paper, contact="王某", by=clerk, at=AFTER)
    assert paper.rounds.get().ended_at is None
    upward_actions.edit_paper(paper, body=f"另。{ASKING}", by=clerk, at=AFTER)
    assert paper.rounds.get().outcome == "overtaken"
    assert consented(cast, paper, at=AFTER + DAY).state == "adopted"


def test_the_suspended_count_in_the_base_and_do_not_answer_3_3_b(cast: Cast) -> None:  # noqa: F811
    since = AFTER.date() - DAY
    Standing(membership=cast.seats["c"], kind="suspended", since=since, paper="文件").save()
    Standing(membership=cast.seats["b"], kind="excluded", since=since, paper="文件").save()
    paper = request(cast)
    sent_round = round_actions.circulate_paper(paper, by=cast.user("clerk"), at=AFTER)
    assert len(sent_round.entitled) == 4
    refused("suspended", round_actions.answer_circulation, paper, True, by=cast.user("c"), at=AFTER)
    refused("not_a_member", round_actions.answer_circulation, paper, True, by=cast.user("b"), at=AFTER)
    for name in "sd":
        round_actions.answer_circulation(paper, True, by=cast.user(name), at=AFTER)
    refused("circulation_short", round_actions.adopt_by_circulation, paper, by=cast.user("clerk"), at=AFTER)


def test_matters_of_persons_are_not_sent_round_3_3_b(cast: Cast) -> None:  # noqa: F811
    paper = request(cast, category="personnel.appoint")
    refused(
        "circulation_not_for_persons", round_actions.circulate_paper, paper, by=cast.user("clerk"), at=AFTER
    )


def test_a_meeting_ends_a_circulation_under_way_3_3_b(cast: Cast) -> None:  # noqa: F811
    clerk, item, paper = cast.user("clerk"), decided(cast), request(cast)
    round_actions.circulate_paper(paper, by=clerk, at=AFTER)
    upward_actions.adopt_paper(paper, item, by=clerk, at=AFTER)
    assert (paper.rounds.get().outcome, paper.adopted_round) == ("stopped", None)


def test_only_the_secretary_signs_with_an_opinion_4_4_d(cast: Cast) -> None:  # noqa: F811
    paper = request(cast)
    refused("not_adopted", signed, cast, paper)
    consented(cast, paper)
    for name in ("d", "a", "clerk", "recorder"):
        with pytest.raises(NotPermitted):
            upward_actions.sign_paper(paper, "同意", by=cast.user(name), at=AFTER + DAY)
    refused("opinion_required", upward_actions.sign_paper, paper, " ", by=cast.user("s"), at=AFTER + DAY)
    refused("not_signed", sent, cast, paper)
    signed(cast, paper)
    assert (paper.signed_by, paper.sign_opinion, paper.signed_at) == (cast.user("s"), "同意上报", AFTER + DAY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_upwardpaper SET body = 'x' WHERE id = %s", [paper.pk])


def test_a_signer_who_was_recused_is_warned_4_4_d(cast: Cast) -> None:  # noqa: F811
    item, paper = decided(cast, recused="s"), request(cast)
    upward_actions.adopt_paper(paper, item, by=cast.user("clerk"), at=AFTER)
    signed(cast, paper)
    assert paper.entries.last().facts["warned"] == ["signer_was_recused"]


def test_the_number_goes_through_and_the_year_begins_anew_5_3_a(cast: Cast) -> None:  # noqa: F811
    numbers = []
    for shift in (0, 1, 300):
        paper = signed(cast, consented(cast, report(cast)))
        day = (AFTER + timedelta(days=2 + shift)).date()
        upward_actions.send_paper(paper, day, "network", by=cast.user("clerk"), at=AFTER + 400 * DAY)
        numbers.append(paper.number)
    assert numbers == ["yunling政党组〔2025〕1号", "yunling政党组〔2025〕2号", "yunling政党组〔2026〕1号"]


def test_a_paper_in_the_governments_name_keeps_the_number_of_its_office_6_1_c(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    theirs, ours = (signed(cast, consented(cast, report(cast))) for _ in range(2))
    day = (AFTER + 2 * DAY).date()
    upward_actions.send_paper(theirs, day, "exchange", "云政报〔2025〕7号", by=clerk, at=AFTER + 2 * DAY)
    upward_actions.send_paper(ours, day, "exchange", by=clerk, at=AFTER + 2 * DAY)
    assert (theirs.number, ours.number) == ("云政报〔2025〕7号", "yunling政党组〔2025〕1号")
    another = signed(cast, consented(cast, report(cast)))
    with pytest.raises(ValidationError):
        upward_actions.send_paper(another, day, "exchange", "云政报〔2025〕7号", by=clerk, at=AFTER + 2 * DAY)


def test_a_request_is_not_sent_after_the_act_5_3_c(cast: Cast) -> None:  # noqa: F811
    paper = signed(cast, consented(cast, request(cast, acts_on=AFTER.date())))
    refused("acted_before_request", sent, cast, paper)
    day = (AFTER + DAY).date()
    early = signed(cast, consented(cast, request(cast, acts_on=day)))
    refused(
        "sent_before_signed",
        upward_actions.send_paper,
        early,
        AFTER.date(),
        "exchange",
        by=cast.user("clerk"),
        at=AFTER + 2 * DAY,
    )
    upward_actions.send_paper(early, day, "exchange", by=cast.user("clerk"), at=AFTER + 2 * DAY)
    assert early.state == "sent"
    refused(
        "received_before_sent",
        reply_actions.file_receipt,
        early,
        AFTER.date(),
        by=cast.user("clerk"),
        at=AFTER,
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"body": f"{ASKING}\n特此报告。"}, "request_does_not_ask"),
        ({"matter": ""}, "matter_missing"),
        ({"recipient": "县委、州委"}, "several_recipients"),
        ({"copies": "县政协、各乡镇人民政府"}, "copy_to_subordinate"),
        ({"copies": "县政协、县财政局"}, "copy_to_subordinate"),
    ],
)
def test_a_request_out_of_form_is_not_adopted_5_3_a(cast: Cast, fields, code) -> None:  # noqa: F811
    unit = {"name": "县财政局", "kind": "department", "since": AFTER.date() - DAY}
    SubordinateUnit(group=cast.group, **unit).save()
    paper = request(cast, **fields)
    refused(code, round_actions.circulate_paper, paper, by=cast.user("clerk"), at=AFTER)
    item = decided(cast)
    refused(code, upward_actions.adopt_paper, paper, item, by=cast.user("clerk"), at=AFTER)


def test_a_report_with_a_request_inside_is_not_adopted_5_3_a(cast: Cast) -> None:  # noqa: F811
    paper = report(cast, body=f"恳请县委支持解决经费。\n{TELLING}")
    with pytest.raises(Refused) as error:
        round_actions.circulate_paper(paper, by=cast.user("clerk"), at=AFTER)
    assert error.value.figures["sentence"] == "恳请县委支持解决经费"


def test_kinds_of_reports_5_3_b(cast: Cast) -> None:  # noqa: F811
    refused("report_kind_wrong", request, cast, report_kind="special")
    refused("report_kind_wrong", report, cast, report_kind="")
    refused("report_year_missing", report, cast, report_kind="comprehensive")
    refused("stub_holds_text", request, cast, is_stub=True)
    stub = request(cast, is_stub=True, body="")
    assert consented(cast, stub).state == "adopted"


def test_a_paper_given_up_is_kept_5_3_a(cast: Cast) -> None:  # noqa: F811
    clerk, paper = cast.user("clerk"), request(cast)
    round_actions.circulate_paper(paper, by=clerk, at=AFTER)
    refused("reason_required", upward_actions.withdraw_paper, paper, "", by=clerk, at=AFTER)
    upward_actions.withdraw_paper(paper, "合并到另一请示", by=clerk, at=AFTER)
    assert (paper.state, paper.rounds.get().outcome) == ("withdrawn", "stopped")
    refused("wrong_state", upward_actions.edit_paper, paper, title="别的", by=clerk, at=AFTER)


@pytest.mark.parametrize("who", ["a", "d", "recorder", "inspector", "system_admin", "outsider"])
def test_who_is_not_of_the_desk_drafts_nothing_5_3_a(cast: Cast, who: str) -> None:  # noqa: F811
    with pytest.raises(NotPermitted):
        upward_actions.draft_paper(cast.group, kind="request", title="x", by=cast.user(who), at=AFTER)
    paper = request(cast)
    with pytest.raises(NotPermitted):
        upward_actions.edit_paper(paper, title="x", by=cast.user(who), at=AFTER)
    assert UpwardPaper.objects.count() == 1
