"""The pages of requests, reports and incidents: what they say, what they refuse, how often they ask the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import Notification
from reports.upward.incidents.models import Incident, IncidentFollowUp
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import AnnualSection, ReplyAction, UpwardFile, UpwardReply
from tests.house.place import Town
from tests.house.town import town
from tests.world.standing import standing

pytestmark = pytest.mark.django_db
SIZES = (1, 3, 300)


place = standing(lambda: town("own", "云岭", sealed=False))


def client_of(place: Town, role: str) -> Client:
    client = Client()
    client.force_login(place.users[role], backend="config.auth.MatrixBackend")
    return client


def url(name: str, *args: object, query: str = "") -> str:
    return reverse(f"reports:{name}", args=["own", *args]) + query


def read(place: Town, role: str, address: str) -> str:
    response = client_of(place, role).get(address)
    assert response.status_code == 200
    return response.content.decode()


def post(place: Town, role: str, address: str, data: dict[str, Any]) -> Any:
    # As a browser does, with the token's name among the fields.
    return client_of(place, role).post(address, {"csrfmiddlewaretoken": "x", **data})


# -- what pages say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "ending", "has", "has_not"),
    [
        ("request", "妥否，请批示。", "acts_on", "report_kind"),
        ("report", "特此报告。", "report_kind", "acts_on"),
        ("record_filing", "特此报备。", "matter", "report_kind"),
    ],
)
def test_a_new_paper_has_the_words_and_fields_of_its_kind_5_3_a(place, kind, ending, has, has_not) -> None:
    page = read(place, "clerk", url("upward_create", query=f"?kind={kind}"))
    assert ending in page
    assert place.group.superior in page
    assert f'name="{has}"' in page
    assert f'name="{has_not}"' not in page


def test_without_a_kind_the_kinds_are_offered_first_5_3_a(place: Town) -> None:
    for query in ("", "?kind=", "?kind=decision"):
        page = read(place, "clerk", url("upward_create", query=query))
        assert page.count('href="?kind=') == 3
    response = post(place, "clerk", url("upward_create", query="?kind=decision"), {"title": "x"})
    assert response.status_code == 422
    assert not UpwardPaper.objects.filter(title="x").exists()


def test_a_paper_is_made_and_leads_to_its_page_5_3_a(place: Town) -> None:
    data = {"title": "关于甲的请示", "matter": "甲", "body": "情况。妥否，请批示。", "recipient": "县委"}
    response = post(place, "clerk", url("upward_create", query="?kind=request"), data)
    paper = UpwardPaper.objects.get(title="关于甲的请示")
    assert response.headers["Location"] == url("upward_detail", paper.pk)
    assert (paper.kind, paper.state) == ("request", "draft")


def test_the_wrong_sentence_stands_on_the_page_5_3_a(place: Town) -> None:
    data = {
        "title": "关于乙的报告",
        "report_kind": "special",
        "body": "进展顺利。恳请县委支持解决经费。\n特此报告。",
        "recipient": "县委",
    }
    post(place, "clerk", url("upward_create", query="?kind=report"), data)
    paper = UpwardPaper.objects.get(title="关于乙的报告")
    page = read(place, "clerk", url("upward_detail", paper.pk))
    assert "报告不得夹带请示事项：“恳请县委支持解决经费”" in page
    response = post(place, "clerk", url("upward_circulate", paper.pk), {})
    assert response.status_code == 422
    assert "恳请县委支持解决经费" in response.content.decode()


def test_a_refused_signature_keeps_what_was_typed_4_4_d(place: Town) -> None:
    pk = place.pks["upward_adopted"]
    UpwardFile.keep(
        SimpleUploadedFile("后补.txt", b"1"),
        "",
        by=place.users["clerk"],
        at=timezone.now(),
        paper=UpwardPaper.objects.get(pk=pk),
    )
    response = post(place, "secretary", url("upward_sign", pk), {"sign_opinion": "同意并请抓紧"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "同意并请抓紧" in page
    assert "文稿通过后有修改" in page
    assert "文稿通过后有修改" in read(place, "secretary", url("upward_detail", pk))


@pytest.mark.parametrize(
    ("role", "offered"), [("member", True), ("deputy", True), ("absent", False), ("clerk", False)]
)
def test_who_has_not_answered_is_asked_and_nobody_else_3_3_b(place: Town, role: str, offered: bool) -> None:
    address = url("upward_answer", place.pks["upward_draft"])
    page = read(place, role, url("upward_detail", place.pks["upward_draft"]))
    assert (address in page) is offered
    assert (f"/upward/{place.pks['upward_draft']}/" in read(place, role, url("upward_waiting"))) is offered


def test_an_action_is_offered_to_its_owner_and_the_desk_5_3_a(place: Town) -> None:
    sent = place.pks["upward_sent"]
    address = url("upward_action_done", sent, place.pks["upward_action"])
    seen = {
        role: address in read(place, role, url("upward_detail", sent))
        for role in ("member", "clerk", "secretary", "deputy", "inspector")
    }
    assert seen == {"member": True, "clerk": True, "secretary": True, "deputy": False, "inspector": False}
    response = post(place, "deputy", address, {"result": "x", "done_on": "2026-01-01"})
    assert response.status_code == 422


def test_the_desk_says_what_waits_for_whom(place: Town) -> None:
    secretary, clerk, member = (
        read(place, role, url("upward_waiting")) for role in ("secretary", "clerk", "member")
    )
    assert ("待签发" in secretary, "待签发" in clerk) == (True, False)
    assert ("已签发，待编号报送" in secretary, "已签发，待编号报送" in clerk) == (False, True)
    assert "云岭落实" in member
    assert all("突发重大情况尚未报告" in page for page in (secretary, clerk, member))
    assert "年度尚未报送全面报告" in clerk
    assert read(place, "system_admin", url("upward_waiting")) == ""


def test_an_incident_shows_the_time_and_the_setting_5_3_c(place: Town) -> None:
    page = read(place, "deputy", url("incident_detail", place.pks["incident"]))
    assert "30:0" in page
    assert "提醒时限24小时" in page
    assert "仍未报告" in page


def test_an_incident_before_any_rules_is_shown_and_not_judged_5_3_c(place: Town) -> None:
    row = Incident.objects.get(pk=place.pks["incident"])
    row.pk, row._state.adding = None, True
    row.discovered_at = timezone.now() - timedelta(days=5000)
    row.save()
    page = read(place, "deputy", url("incident_detail", row.pk))
    assert "仍未报告" not in page


def test_the_year_shows_text_and_figures_side_by_side_5_3_b(place: Town) -> None:
    year = timezone.localdate().year
    pk = place.pks["upward_annual"]
    section = AnnualSection.objects.get(paper=pk, key="meetings")
    address = url("annual_detail", query=f"?year={year}")
    take = url("upward_take", pk, section.pk)
    assert take not in read(place, "clerk", address)
    post(place, "clerk", url("upward_section", pk, section.pk), {"text": "全年共开会若干次。"})
    page = read(place, "clerk", address)
    assert "全年共开会若干次。" in page
    assert "召开党组会议" in page
    assert take in page
    assert take not in read(place, "inspector", address)
    response = post(place, "clerk", take, {})
    assert response.headers["Location"] == address
    section.refresh_from_db()
    assert section.text.startswith("召开党组会议")
    paper_page = read(place, "clerk", url("upward_edit", pk))
    assert 'name="body"' not in paper_page


def test_a_year_without_rules_or_data_is_shown_5_3_b(place: Town) -> None:
    for query in ("?year=2001", "?year=99999", "?year=x", ""):
        page = read(place, "clerk", url("annual_detail", query=query))
        assert "召开党组会议" in page
    assert "没有生效的工作规则" in read(place, "clerk", url("annual_detail", query="?year=2001"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=report", {"upward_annual"}),
        ("?state=signed", {"upward_signed"}),
        ("?q=请示signed", {"upward_signed"}),
        (f"?year={timezone.localdate().year}", {"upward_sent"}),
        ("?report_kind=comprehensive", {"upward_annual"}),
    ],
)
def test_the_register_is_filtered(place: Town, query: str, found: set[str]) -> None:
    page = read(place, "inspector", url("upward_list", query=query))
    every = ("upward_annual", "upward_signed", "upward_sent", "upward_adopted")
    assert {name for name in every if f'href="{url("upward_detail", place.pks[name])}"' in page} == found


def test_the_registers_leave_as_workbooks(place: Town) -> None:
    for name in ("upward_list", "incident_list"):
        response = client_of(place, "inspector").get(url(name, query="?format=xlsx"))
        assert response.status_code == 200
        assert response.content[:2] == b"PK"
        assert client_of(place, "member").get(url(name, query="?format=xlsx")).status_code == 403


def test_a_file_is_sent_and_one_of_another_paper_is_not(place: Town) -> None:
    draft = place.pks["upward_draft"]
    upload = SimpleUploadedFile("依据.txt", "依据".encode())
    assert (
        post(place, "clerk", url("upward_attach", draft), {"title": "依据", "upload": upload}).status_code
        == 302
    )
    file = UpwardFile.objects.get(paper=draft, title="依据").pk
    response = client_of(place, "member").get(url("upward_file", draft, file))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.content.decode() == "依据"
    assert (
        client_of(place, "member").get(url("upward_file", place.pks["upward_sent"], file)).status_code == 404
    )
    post(place, "clerk", url("upward_file_remove", draft, file), {})
    assert client_of(place, "member").get(url("upward_file", draft, file)).status_code == 404


# -- how often the database is asked ----------------------------------------------------------------


def copies(model: type[Any], count: int, different: dict[str, Any] | None = None, **fixed: Any) -> None:
    """Fill a table with copies of its last row; only reading is measured, so no act is done."""
    row = model.objects.filter(**fixed).order_by("pk").last()
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    values = {name: getattr(row, name) for name in names}
    values |= different or {}
    QuerySet(model).bulk_create([model(**values) for _ in range(count)])


FILLS: dict[str, tuple[type[Any], ...]] = {
    "upward_list": (UpwardPaper,),
    "incident_list": (Incident,),
    "upward_detail": (ReplyAction, UpwardReply, UpwardFile),
    "incident_detail": (IncidentFollowUp,),
    "upward_waiting": (UpwardPaper, ReplyAction),
    "annual_detail": (UpwardPaper,),
}
KEYS = {"upward_detail": "upward_sent", "incident_detail": "incident"}


def queries(place: Town, name: str, count: int) -> int:
    point = transaction.savepoint()
    try:
        for model in FILLS[name]:
            fixed = {"pk": place.pks["upward_adopted"]} if model is UpwardPaper else {}
            # The town's file is enclosed with another paper than the one that is shown.
            different = {"paper_id": place.pks["upward_sent"]} if model is UpwardFile else {}
            copies(model, count, different, **fixed)
        client = client_of(place, "clerk")
        address = url(name, *([place.pks[KEYS[name]]] if name in KEYS else []))
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)
    finally:
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("name", sorted(FILLS))
def test_as_many_questions_for_three_hundred_rows_as_for_one(place: Town, name: str) -> None:
    asked = [queries(place, name, count) for count in SIZES]
    assert len(set(asked)) == 1, asked
    assert asked[0] <= 60


def test_everybody_is_told_once(place: Town) -> None:
    told = Notification.objects.filter(group=place.group, kind__startswith="upward_")
    assert told.filter(kind="upward_circulated").count() == len(place.seats)
    assert told.filter(kind="upward_action", user=place.users["member"]).count() == 1
