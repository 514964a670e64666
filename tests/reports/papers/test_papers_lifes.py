"""Do the papers of a democratic-life meeting say what the records hold, and only to whom they are for?"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lifes import actions
from lifes.models import DemocraticLifeMeeting, HeartTalk
from members.models import StaffRole, User
from tests.cast import SEATS, SINCE, Cast, make_body
from tests.lifes.year import BEFORE, DAY, START, TEXTS, begun, heard, opened, prepared, round_of, spoken
from tests.papers.printed import PAPERS

pytestmark = pytest.mark.django_db
PEOPLE = ("s", "d", "a", "b", "clerk", "recorder", "inspector", "auditor", "system_admin", "outsider")


@pytest.fixture
def cast(db) -> Cast:
    made = make_body("yunling", SEATS)
    made.staff["auditor"] = User.objects.create_user("yunling-auditor", None, name="审计")
    StaffRole(group=made.group, user=made.staff["auditor"], role="auditor", since=SINCE).save()
    return made


def printed(cast: Cast, who: str, form: str, pk: int) -> int:
    client = Client()
    client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    return client.get(reverse("reports:document_pdf", args=["yunling", form, pk])).status_code


def printers(cast: Cast, form: str, pk: int) -> set[str]:
    found = {who: printed(cast, who, form, pk) for who in PEOPLE}
    assert set(found.values()) <= {200, 403, 404}
    return {who for who, status in found.items() if status == 200}


def talked(cast: Cast) -> HeartTalk:
    return actions.keep_talk(
        cast.group,
        held_on=DAY,
        second=cast.seats["a"],
        topics="心里话",
        pointed_out="下乡少",
        agreed="每月一次",
        by=cast.user("s"),
        at=BEFORE,
    )


def test_a_talk_is_printed_by_the_two_alone_and_each_printing_is_entered_7_2_a_10_4_c(cast: Cast) -> None:
    talk = talked(cast)
    assert printers(cast, "talk_record", talk.pk) == {"s", "a"}
    assert [entry.by for entry in talk.entries.filter(verb="read_talk")] == [cast.user("s"), cast.user("a")]


def test_nobody_else_finds_a_talk_in_the_list_or_in_its_number_7_2_a(cast: Cast) -> None:
    talked(cast)
    for who in PEOPLE[:-2]:
        client = Client()
        client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
        page = client.get(reverse("reports:document_detail", args=["yunling", "talk_record"]))
        assert page.status_code == 200
        assert len(page.context["rows"]) == (1 if who in "sa" else 0)
        assert "心里话" not in page.content.decode()


def test_the_note_of_a_talk_names_both_and_what_was_said_7_2_a(cast: Cast) -> None:
    facts = PAPERS["talk_record"].facts(talked(cast))
    assert [one.name for one in facts.people] == [cast.seats["s"].name, cast.seats["a"].name]
    assert facts.people[0].post.startswith("党组书记")
    assert (facts.kind, facts.topics, facts.problems, facts.agreed) == (
        "谈心谈话",
        "心里话",
        "下乡少",
        "每月一次",
    )


def test_a_talk_with_the_head_of_a_unit_prints_the_name(cast: Cast) -> None:
    talk = actions.keep_talk(cast.group, held_on=DAY, second_name="杜川", by=cast.user("s"), at=BEFORE)
    assert PAPERS["talk_record"].facts(talk).people[1].name == "杜川"


def test_the_cover_of_an_outline_goes_to_its_readers_and_is_entered_7_2_d(cast: Cast) -> None:
    outline = prepared(cast).outlines.get(membership=cast.seats["a"])
    assert printers(cast, "outline_cover", outline.pk) == {"s", "a"}
    assert [entry.by for entry in outline.entries.filter(verb="read_outline")] == [cast.user("s")]


def test_inspectors_print_covers_only_after_the_session_7_2_d(cast: Cast) -> None:
    life = opened(cast)
    outline = life.outlines.get(membership=cast.seats["a"])
    assert printers(cast, "outline_cover", outline.pk) == {"s", "a"}
    spoken(cast, life)
    actions.close_session(life, by=cast.user("s"), at=START + timedelta(hours=3))
    assert printers(cast, "outline_cover", outline.pk) == {"s", "a", "inspector", "auditor"}


def test_the_cover_tells_version_and_approval_and_not_a_word_of_the_outline_7_2_d(cast: Cast) -> None:
    outline = prepared(cast).outlines.get(membership=cast.seats["a"])
    facts = PAPERS["outline_cover"].facts(outline)
    assert (facts.year, facts.version, facts.state) == (2025, 1, "已审定")
    assert (facts.approval.name, facts.approval.signed_on) == (cast.user("s").name, BEFORE.date())
    html = PAPERS["outline_cover"].html(facts)
    assert TEXTS["a"][:8] not in html
    returned = life_outline(cast, "d", 2026)
    actions.return_outline(returned, "再具体些", by=cast.user("s"), at=BEFORE)
    said = PAPERS["outline_cover"].facts(returned)
    assert (said.state, said.approval.name) == ("已退回", "")
    assert "再具体些" not in PAPERS["outline_cover"].html(said)


def life_outline(cast: Cast, who: str, year: int):
    life = begun(cast, year, planned_on=date(year, 12, 20))
    author = cast.user(who)
    outline = actions.begin_outline(life, by=author, at=BEFORE)
    actions.write_outline(outline, TEXTS[who], by=author, at=BEFORE)
    return actions.submit_outline(outline, by=author, at=BEFORE)


def test_the_form_of_a_round_holds_no_answer_7_2_a(cast: Cast) -> None:
    round_ = round_of(cast, None, headings="作风\n\n服务", due_on=DAY)
    actions.take_in(round_, day=BEFORE.date(), opinion="多到基层走一走", about=None)
    facts = PAPERS["opinion_form"].facts(round_)
    assert (facts.headings, facts.anonymous, facts.due_on) == (("作风", "服务"), True, DAY)
    assert (facts.opinion, facts.suggestion, facts.name) == ("", "", "")
    assert printers(cast, "opinion_form", round_.pk) == set(PEOPLE) - {"system_admin", "outsider"}


def test_the_summary_counts_forms_and_lists_opinions_the_bodys_first_7_2_a(cast: Cast) -> None:
    life = begun(cast)
    round_ = heard(cast, life)
    actions.sort_opinion(round_, "会议多", None, by=cast.user("clerk"), at=BEFORE)
    facts = PAPERS["opinion_summary"].facts(round_)
    assert (facts.sent, facts.returned, facts.rate) == (20, 5, "25.0%")
    assert [row.target for row in facts.rows][:2] == ["领导班子", cast.seats["s"].name]
    assert facts.rows[0].fed_back_on is None
    assert facts.rows[1].fed_back_on == BEFORE.date()


def test_the_summary_of_opinions_is_printed_by_who_reads_them_all_and_only_when_closed_7_2_a(
    cast: Cast,
) -> None:
    life = begun(cast)
    still_open = round_of(cast, life, title="第二轮")
    assert printers(cast, "opinion_summary", still_open.pk) == set()
    assert printers(cast, "opinion_summary", heard(cast, life).pk) == {"s", "clerk"}


def planned_measure(cast: Cast, life: DemocraticLifeMeeting, who: str, **more):
    seat = cast.seats[who] if who else None
    fields = {
        "membership": seat,
        "owner": cast.seats[who or "s"],
        "due_on": date(2026, 3, 31),
        "problem_text": "下乡少",
        "text": f"每季度下乡{who}",
        **more,
    }
    return actions.plan_measure(life, by=cast.user("clerk"), at=START, **fields)


def test_each_list_of_measures_is_found_once_and_holds_its_own_7_4_a(cast: Cast) -> None:
    life = begun(cast)
    body = [planned_measure(cast, life, "", text=text) for text in ("甲措施", "乙措施")]
    of_a = planned_measure(cast, life, "a")
    source = PAPERS["rectification_list"]
    found = list(source.records(cast.group, cast.user("b")))
    assert {one.pk for one in found} == {body[0].pk, of_a.pk}
    assert {source.label(one) for one in found} == {
        f"{life}　党组领导班子",
        f"{life}　{cast.seats['a'].name}",
    }
    facts = PAPERS["rectification_list"].facts(body[0])
    assert [row.measure for row in facts.rows] == ["甲措施", "乙措施"]
    assert (facts.whose, facts.rows[0].problem, facts.rows[0].result) == (
        "党组领导班子",
        "下乡少",
        "正在整改",
    )
    assert [row.measure for row in PAPERS["rectification_list"].facts(of_a).rows] == ["每季度下乡a"]


def test_a_measure_prints_progress_evidence_and_who_confirmed_it_7_4_b(cast: Cast) -> None:
    measure = planned_measure(cast, begun(cast), "a", standard="有记录")
    actions.report_measure(measure, "已下乡一次", by=cast.user("a"), at=START)
    actions.claim_done(measure, evidence="走访记录", by=cast.user("a"), at=START)
    actions.confirm_measure(measure, by=cast.user("s"), at=START)
    (row,) = PAPERS["rectification_list"].facts(measure).rows
    assert (row.progress, row.evidence) == ("已下乡一次", "走访记录")
    assert (row.confirmed_by, row.confirmed_on) == (cast.user("s").name, DAY)
    assert row.measure.endswith("（标准：有记录）")


@pytest.mark.parametrize(
    "name", ["opinion_form", "opinion_summary", "talk_record", "outline_cover", "rectification_list"]
)
def test_every_form_of_the_meeting_prints(name: str, cast: Cast) -> None:
    life = prepared(cast)
    planned_measure(cast, life, "a")
    source = PAPERS[name]
    records = list(source.records(cast.group, cast.user("s")))
    assert records
    for record in records:
        assert "<html" in PAPERS[name].html(source.facts(record))
        assert source.label(record)


def links(cast: Cast, who: str, url: str) -> str:
    client = Client()
    client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def paper(form: str, pk: int) -> str:
    return reverse("reports:document_pdf", args=["yunling", form, pk])


def test_the_pages_offer_their_papers(cast: Cast) -> None:
    life = begun(cast)
    talk, round_ = talked(cast), heard(cast, life)
    body, of_a = planned_measure(cast, life, ""), planned_measure(cast, life, "a")
    second = planned_measure(cast, life, "a", text="另一项")
    page = links(cast, "s", reverse("lifes:talk_detail", args=["yunling", talk.pk]))
    assert paper("talk_record", talk.pk) in page
    for who, sees in (("clerk", True), ("a", False)):
        page = links(cast, who, reverse("lifes:round_detail", args=["yunling", round_.pk]))
        assert paper("opinion_form", round_.pk) in page
        assert (paper("opinion_summary", round_.pk) in page) is sees
    page = links(cast, "a", reverse("lifes:stage_detail", args=["yunling", life.pk, "rectification"]))
    assert paper("rectification_list", body.pk) in page
    assert paper("rectification_list", of_a.pk) in page
    assert paper("rectification_list", second.pk) not in page


def test_the_page_of_an_outline_offers_its_cover_7_2_d(cast: Cast) -> None:
    outline = life_outline(cast, "d", 2026)
    page = links(cast, "d", reverse("lifes:outline_detail", args=["yunling", outline.pk]))
    assert paper("outline_cover", outline.pk) in page
