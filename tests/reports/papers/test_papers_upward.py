"""Do requests, reports and incidents print as they are kept, to the letter?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reports.upward.actions import papers as actions
from reports.upward.incidents import actions as incidents
from tests.cast import Cast, cast  # noqa: F401  (a fixture)
from tests.papers.printed import PAPERS
from tests.reports.upward.story import AFTER, ASKING, DAY, HOUR, consented, report, request, sent, signed

pytestmark = pytest.mark.django_db


def test_a_sent_request_tells_number_signer_and_days_5_3_a_4_4_d(cast: Cast) -> None:  # noqa: F811
    paper = request(cast, copies="县人大常委会党组、县政协党组")
    upload = SimpleUploadedFile("a.txt", "附件".encode())
    actions.attach_upward_file(paper, upload, "规划草案", by=cast.user("clerk"), at=AFTER)
    facts = PAPERS["request"].facts(sent(cast, signed(cast, consented(cast, paper))))
    assert facts.number == paper.number != ""
    assert (facts.signer, facts.recipient) == (cast.user("s").name, cast.group.superior)
    assert facts.attachments == ("规划草案",)
    assert facts.copies == ("县人大常委会党组", "县政协党组")
    assert (facts.dated, facts.printed_on) == ((AFTER + DAY).date(), (AFTER + 2 * DAY).date())
    assert facts.mark == f"{cast.group.full_name}文件"


def test_the_text_is_printed_to_the_letter_and_nothing_is_added_5_3_a(cast: Cast) -> None:  # noqa: F811
    paper = request(cast, body="现请示如下。\n请予批准。")
    html = PAPERS["request"].html(PAPERS["request"].facts(paper))
    assert "请予批准。" in html
    assert "妥否，请批示。" not in html
    assert PAPERS["request"].html(PAPERS["request"].facts(request(cast))).count("妥否，请批示。") == 1
    assert ASKING.count("妥否，请批示。") == 1


def test_an_unsigned_paper_names_no_signer_and_no_day(cast: Cast) -> None:  # noqa: F811
    facts = PAPERS["report"].facts(report(cast))
    assert (facts.signer, facts.dated, facts.printed_on) == ("", None, None)
    assert facts.number.endswith("号")


def test_each_kind_prints_as_its_own_form_and_a_classified_or_withdrawn_one_not_at_all(cast: Cast) -> None:  # noqa: F811
    asked, told = request(cast), report(cast)
    gone = request(cast, title="关于另一事项的请示")
    actions.withdraw_paper(gone, "不再需要", by=cast.user("clerk"), at=AFTER)
    stub = request(cast, title="涉密事项", matter="", body="", is_stub=True)
    found = {
        name: set(PAPERS[name].records(cast.group, cast.user("clerk")).values_list("pk", flat=True))
        for name in ("request", "report")
    }
    assert found == {"request": {asked.pk}, "report": {told.pk}}
    client = Client()
    client.force_login(cast.user("clerk"), backend="config.auth.MatrixBackend")
    for pk, status in ((asked.pk, 200), (gone.pk, 404), (stub.pk, 404)):
        url = reverse("reports:document_pdf", args=[cast.group.code, "request", pk])
        assert client.get(url).status_code == status


def test_an_incident_tells_the_time_to_its_first_report_and_all_further_ones_5_3_c(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    incident = incidents.enter_incident(
        cast.group,
        title="塌方",
        place="北坡乡",
        facts="双向阻断",
        discovered_at=AFTER,
        by=clerk,
        at=AFTER + timedelta(minutes=1),
    )
    facts = PAPERS["incident_report"].facts(incident)
    assert (facts.elapsed, facts.first_reported_at, facts.closed) == ("", None, False)
    incidents.report_first(
        incident, AFTER + timedelta(minutes=65), "phone", "县委值班室", by=clerk, at=AFTER + 2 * HOUR
    )
    incidents.follow_up(incident, "已放行", by=clerk, at=AFTER + 3 * HOUR)
    incidents.close_incident(incident, "恢复通行", by=clerk, at=AFTER + DAY)
    facts = PAPERS["incident_report"].facts(incident)
    assert (facts.elapsed, facts.way, facts.recipient) == ("1小时05分", "电话", "县委值班室")
    assert [one.text for one in facts.follow_ups] == ["已放行"]
    assert (facts.outcome, facts.closed) == ("恢复通行", True)
    assert facts.limit is not None


@pytest.mark.parametrize("name", ["request", "report", "incident_report"])
def test_every_upward_form_prints(name: str, cast: Cast) -> None:  # noqa: F811
    request(cast)
    report(cast)
    incidents.enter_incident(
        cast.group, title="塌方", place="北坡乡", discovered_at=AFTER, by=cast.user("clerk"), at=AFTER
    )
    source = PAPERS[name]
    (record,) = source.records(cast.group, cast.user("s"))
    assert source.label(record)
    assert cast.group.full_name in PAPERS[name].html(source.facts(record))


def test_the_pages_offer_their_papers_and_a_classified_one_offers_none(cast: Cast) -> None:  # noqa: F811
    clerk, code = cast.user("clerk"), cast.group.code
    asked, told = request(cast), report(cast)
    stub = request(cast, title="涉密事项", matter="", body="", is_stub=True)
    incident = incidents.enter_incident(
        cast.group, title="塌方", place="北坡乡", discovered_at=AFTER, by=clerk, at=AFTER
    )
    client = Client()
    client.force_login(clerk, backend="config.auth.MatrixBackend")
    pages = {
        ("upward", asked.pk): "request",
        ("upward", told.pk): "report",
        ("incident", incident.pk): "incident_report",
    }
    for (noun, pk), form in pages.items():
        page = client.get(reverse(f"reports:{noun}_detail", args=[code, pk])).content.decode()
        assert reverse("reports:document_pdf", args=[code, form, pk]) in page
    page = client.get(reverse("reports:upward_detail", args=[code, stub.pk])).content.decode()
    assert reverse("reports:document_pdf", args=[code, "request", stub.pk]) not in page
