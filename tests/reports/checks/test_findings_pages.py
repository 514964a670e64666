"""Pages of findings: who sees what, what they say, how often they ask; the printed list and the command."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from lifes.models import HeartTalk
from members.models import StaffRole
from members.procedure.verdict import warn
from reports.checks import registry
from reports.checks.actions import answer_finding
from reports.checks.facts.source import Source
from reports.checks.models import Finding
from reports.checks.rules.check import Check, Raised
from reports.checks.run import look
from tests.cast import SINCE, START, Cast, cast, make_sitting  # noqa: F401  (a fixture)
from tests.papers.printed import PAPERS
from tests.reports.checks.story_findings import AT, NUMBER, OWN, YEAR, draft, number, only, seen, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _asked(monkeypatch):
    """The registry asks the two small sources, and knows their checks."""
    monkeypatch.setattr(registry, "SOURCES", OWN)
    for source in OWN:
        for check in source.checks:
            monkeypatch.setitem(registry.CHECKS, check.id, check)


def asks(cast: Cast, who: str) -> Client:  # noqa: F811
    client = Client()
    client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    return client


def to(cast: Cast, name: str, *args: object) -> str:  # noqa: F811
    return reverse(f"reports:{name}", args=[cast.group.code, *args])


def text_of(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def about(kind: str, key: int, name: str = "CHK-93", **more) -> Source:
    """A source that finds something about one record."""
    found = Raised(kind, key, AT.date(), warn("stands_out", "It stands out.", "4.5-a"))
    return Source(
        "one",
        lambda *_asked: None,
        (Check(name, "Stands out", "4.5-a", lambda _f: [found], "Look.", **more),),
    )


def test_the_page_says_what_clause_figures_cure_and_who_may_answer_4_5_a(cast: Cast):  # noqa: F811
    made = draft(cast)
    seen(cast)
    said = text_of(asks(cast, "clerk").get(to(cast, "finding_detail", only().pk)))
    assert "The draft has no number (6 letters)." in said
    assert f'href="/b/{cast.group.code}/rules/#clause-4.3-7"' in said
    assert "Give it one." in said
    assert to(cast, "regulation_detail", made.pk) in said
    assert to(cast, "finding_answer", only().pk) in said
    assert to(cast, "finding_answer", only().pk) not in text_of(
        asks(cast, "inspector").get(to(cast, "finding_detail", only().pk))
    )


@pytest.mark.parametrize(
    ("who", "ways"), [("clerk", ["explain", "correct"]), ("s", ["explain", "correct", "accept"])]
)
def test_the_form_offers_what_one_may_answer_4_5_a(cast: Cast, who: str, ways: list[str]):  # noqa: F811
    draft(cast)
    seen(cast)
    client, address = asks(cast, who), to(cast, "finding_answer", only().pk)
    assert re.findall(r'name="way" value="(\w+)"', text_of(client.get(address))) == ways
    assert client.post(address, {"way": ways[-1], "text": ""}).status_code == 422
    assert client.post(address, {"way": ways[-1], "text": "已核实"}).status_code == 302
    assert only().answers.get().way == ways[-1]
    assert "已核实" in text_of(client.get(to(cast, "finding_detail", only().pk)))


def test_accepting_by_a_clerk_who_forges_the_form_is_refused_4_5_a(cast: Cast):  # noqa: F811
    draft(cast)
    seen(cast)
    sent = asks(cast, "clerk").post(to(cast, "finding_answer", only().pk), {"way": "accept", "text": "算了"})
    assert sent.status_code == 422
    assert only().state == "open"


def test_a_question_is_put_as_one_and_a_cure_stays_on_the_page(cast: Cast, settings):  # noqa: F811
    settings.LANGUAGE_CODE = "en"
    suggest(cast)
    made = draft(cast)
    seen(cast)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(cast.user("s"), backend="config.auth.MatrixBackend")
    asked = only("CHK-92")
    assert "not a verdict" in text_of(client.get(to(cast, "finding_detail", asked.pk)))
    found = only(NUMBER)
    assert "not a verdict" not in text_of(client.get(to(cast, "finding_detail", found.pk)))
    number(cast, made)
    seen(cast, 1)
    said = text_of(client.get(to(cast, "finding_detail", found.pk)))
    assert "It stays on the list." in said
    assert to(cast, "finding_tell", found.pk) in said
    assert client.post(to(cast, "finding_tell", found.pk), {"text": "已编号"}).status_code == 302
    assert only(NUMBER).answers.get().way == "correct"


def test_the_register_filters_searches_and_leaves_as_a_workbook(cast: Cast):  # noqa: F811
    draft(cast, title="接待办法"), draft(cast, heavy=False, title="会议制度"), suggest(cast)
    seen(cast)
    client, address = asks(cast, "clerk"), to(cast, "finding_list")

    def listed(**asked) -> list[str]:
        return [one.subject for one in client.get(address, asked).context["page"]]

    assert len(listed()) == 3
    assert listed(check=NUMBER, weight="hard") == ["接待办法"]
    assert listed(kind="suggestion", state="open", year=YEAR) == ["改进会风"]
    assert listed(q="会议") == ["会议制度"]
    assert sorted(listed(q="without a number")) == ["会议制度", "接待办法"]
    assert listed(answerer="member") == ["改进会风"]
    assert listed(year=YEAR - 1) == listed(state="cured") == []
    book = load_workbook(io.BytesIO(client.get(address, {"format": "xlsx"}).content)).active
    assert book.max_row == 1 + 3


@pytest.mark.parametrize("name", ["finding_list", "check_list", "repeated_list"])
def test_pages_ask_as_often_for_many_findings_as_for_one(cast: Cast, name: str):  # noqa: F811
    client, address = asks(cast, "clerk"), f"{to(cast, name)}?year={YEAR}"
    found = []
    for many in (1, 2, 17):
        for place in range(many):
            draft(cast, f"2025-03-{len(found) * 9 + 1:02}", title=f"办法{many}{place}")
        seen(cast, len(found))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found.append(len(queries))
    assert found[0] == found[1] == found[2] <= 12, found


def test_a_page_looks_again_after_an_act_of_its_body(cast: Cast):  # noqa: F811
    now = timezone.now()
    look(cast.group, now.year, now.date(), now - timedelta(minutes=5), OWN)
    draft(cast, f"{now.year}-01-15", at=now - timedelta(minutes=1))
    assert "公务接待办法" in text_of(asks(cast, "clerk").get(to(cast, "finding_list")))


def test_the_list_of_checks_counts_the_year_and_says_which_ask(cast: Cast):  # noqa: F811
    made = draft(cast)
    draft(cast, title="会议制度"), suggest(cast)
    seen(cast)
    number(cast, made)
    seen(cast, 1)
    answer_finding(only("CHK-92"), "explain", "在研究", by=cast.user("a"), at=AT)
    page = asks(cast, "a").get(to(cast, "check_list"), {"year": YEAR})
    (section,) = page.context["sections"]
    rows = {cells[0][1].text: [str(cell.text) for _head, cell in cells] for cells, _acts in section.lines}
    assert rows[NUMBER][5:] == ["1", "0", "1"]
    assert rows["CHK-92"][5:] == ["0", "1", "0"]
    assert rows["CHK-92"][4] != rows[NUMBER][4]
    assert f"?check={NUMBER}&amp;state=cured&amp;year={YEAR}" in page.content.decode()


def test_the_report_of_repeated_findings_shows_the_single_cases_CHK_39(cast: Cast):  # noqa: F811, N802
    draft(cast, "2025-03-10", title="甲办法"), draft(cast, "2025-05-20", title="乙办法")
    suggest(cast)
    seen(cast)
    said = text_of(asks(cast, "inspector").get(to(cast, "repeated_list"), {"year": YEAR}))
    assert "甲办法" in said
    assert "乙办法" in said
    assert "改进会风" not in said
    link = f"{to(cast, 'repeated_list')}?year={YEAR}"
    assert link in text_of(asks(cast, "clerk").get(to(cast, "finding_detail", only("CHK-39").pk)))
    assert "甲办法" not in text_of(asks(cast, "clerk").get(to(cast, "repeated_list"), {"year": YEAR - 1}))


# ---- need to know -------------------------------------------------------------------------------------------------


def test_a_finding_about_a_talk_is_seen_by_the_two_alone_7_2_a(cast: Cast):  # noqa: F811
    talk = HeartTalk(
        group=cast.group,
        first=cast.seats["a"],
        second=cast.seats["b"],
        kind=HeartTalk.Kind.HEART,
        held_on=AT.date(),
        state="draft",
    )
    talk.save()
    look(cast.group, YEAR, AT.date(), AT, (about("hearttalk", talk.pk),))
    found = only("CHK-93")
    for who, status in {"a": 200, "b": 200, "c": 404, "s": 404, "clerk": 404, "inspector": 404}.items():
        client = asks(cast, who)
        assert client.get(to(cast, "finding_detail", found.pk)).status_code == status
        listed = client.get(to(cast, "finding_list")).context["page"]
        assert (found in list(listed)) is (status == 200)
    papers = PAPERS["findings_list"].records(cast.group, cast.user("clerk"))
    assert not papers.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("recorder", 200), ("inspector", 200), ("system_admin", 403), ("outsider", 404)],
)
def test_findings_are_read_by_members_and_staff_4_5_a(cast: Cast, who: str, status: int):  # noqa: F811
    draft(cast)
    seen(cast)
    for address in (to(cast, "finding_list"), to(cast, "finding_detail", only().pk), to(cast, "check_list")):
        assert asks(cast, who).get(address).status_code == status


# ---- fragments ------------------------------------------------------------------------------------------------------


def test_the_desk_of_clerk_and_secretary_shows_what_waits_for_an_answer(cast: Cast):  # noqa: F811
    for place in range(10):
        draft(cast, title=f"办法{place}")
    draft(cast, heavy=False, title="轻微")
    seen(cast)
    for who in ("clerk", "s"):
        said = text_of(asks(cast, who).get(to(cast, "findings_waiting")))
        assert "办法0" in said
        assert "轻微" not in said
        assert said.count("/findings/") == 9  # eight, and the way to the rest
    for who in ("a", "recorder", "inspector", "system_admin"):
        assert text_of(asks(cast, who).get(to(cast, "findings_waiting"))) == ""


def test_the_page_of_a_meeting_shows_what_was_found_about_it_and_what_belongs_to_it(cast: Cast):  # noqa: F811
    sitting = make_sitting(cast)
    item = sitting.item(2)
    address = to(cast, "meeting_findings", sitting.meeting.pk)
    assert text_of(asks(cast, "clerk").get(address)) == ""
    sources = (
        about("meeting", sitting.meeting.pk, "CHK-93"),
        about("agendaitem", item.pk, "CHK-94"),
        about("attendancerecord", sitting.meeting.attendance.order_by("pk")[0].pk, "CHK-95"),
    )
    look(cast.group, YEAR, START.date(), START, sources)
    draft(cast)
    seen(cast, 1)
    said = text_of(asks(cast, "clerk").get(address))
    assert [f"CHK-9{number}" in said for number in (1, 3, 4, 5)] == [False, True, True, True]
    item_page = text_of(asks(cast, "clerk").get(to(cast, "finding_detail", only("CHK-94").pk)))
    assert f'/meetings/{sitting.meeting.pk}/"' in item_page
    roll_page = text_of(asks(cast, "clerk").get(to(cast, "finding_detail", only("CHK-95").pk)))
    assert f"/meetings/{sitting.meeting.pk}/" in roll_page


# ---- on paper, and on the command line ------------------------------------------------------------------------------


def test_the_printed_list_holds_findings_answers_and_repetitions_in_chinese(cast: Cast):  # noqa: F811
    made = draft(cast, "2025-03-10", title="甲办法")
    draft(cast, "2025-05-20", title="乙办法")
    seen(cast)
    answer_finding(
        Finding.objects.get(key=made.pk, check_id=NUMBER), "accept", "历史遗留", by=cast.user("s"), at=AT
    )
    source = PAPERS["findings_list"]
    (record,) = source.records(cast.group, cast.user("s"))
    facts = source.facts(record)
    html = PAPERS["findings_list"].html(facts)
    assert (facts.open, facts.answered, facts.cured) == (2, 1, 0)
    assert [row.state for row in facts.rows] == ["未答复", "未答复", "已答复"]
    assert "接受：历史遗留（成员s，2025年6月2日）" in html
    assert [(row.check, row.times) for row in facts.repeated] == [(NUMBER, 2)]
    said = text_of(asks(cast, "clerk").get(to(cast, "finding_list"), {"year": YEAR}))
    assert to(cast, "document_year", "findings_list", YEAR) in said


def test_the_command_looks_and_prints(cast: Cast):  # noqa: F811
    draft(cast)
    out = io.StringIO()
    call_command("checks", body=cast.group.code, year=YEAR, stdout=out)
    assert "new 1" in out.getvalue()
    assert f"{NUMBER}  2025-03-10  hard" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("checks", body="nowhere", stdout=out)


def test_a_clerk_who_left_answers_no_more(cast: Cast):  # noqa: F811
    draft(cast)
    seen(cast)
    role = StaffRole.objects.get(user=cast.user("clerk"))
    role.until = timezone.localdate() - timedelta(days=1)
    role.save()
    assert asks(cast, "clerk").get(to(cast, "finding_answer", only().pk)).status_code == 404
    assert role.until > SINCE
