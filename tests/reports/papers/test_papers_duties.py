"""Do the registers of filings and the responsibility lists print what is kept, and nothing of what was filed?"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from members.models import Portfolio
from reports.responsibility.actions import lists as actions
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from tests.cast import (
    Cast,
    cast,  # noqa: F401  (a fixture)
)
from tests.papers.printed import PAPERS

pytestmark = pytest.mark.django_db
AT = datetime(2025, 1, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def opened(cast: Cast, year: int = 2025) -> dict[tuple[str, str], AnnualFiling]:  # noqa: F811
    actions.open_filings(cast.group, year, by=cast.user("clerk"), at=AT)
    names = {seat.pk: name for name, seat in cast.seats.items()}
    filings = AnnualFiling.objects.filter(group=cast.group, year=year)
    return {(names[one.membership_id], one.kind): one for one in filings}


def test_the_register_tells_days_offices_and_delays_10_4_a_10_4_b(cast: Cast) -> None:  # noqa: F811
    filings = opened(cast)
    clerk = cast.user("clerk")
    for name, day in (("s", date(2025, 1, 20)), ("a", date(2025, 2, 3))):
        actions.file_filing(
            filings[name, "personal_matters"], day, "县委组织部", by=clerk, at=AT + timedelta(days=40)
        )
    actions.waive_filing(filings["b", "personal_matters"], "借调在外", by=clerk, at=AT)
    facts = PAPERS["filings_register"].facts(filings["s", "personal_matters"])
    rows = {(row.member, row.kind): row for row in facts.rows}
    assert len(facts.rows) == len(filings)
    said = {name: rows[cast.seats[name].name, "个人有关事项"] for name in "sabc"}
    assert (said["s"].state, said["s"].office, said["s"].done_on) == ("按期", "县委组织部", date(2025, 1, 20))
    assert said["a"].state == "逾期3天"
    assert (said["b"].state, said["b"].remark) == ("免报", "借调在外")
    assert said["c"].state == "逾期未报"
    assert facts.rows[0].kind == "个人有关事项"


def test_a_filing_that_is_still_to_come_is_not_late(cast: Cast) -> None:  # noqa: F811
    later = PAPERS["filings_register"].facts(opened(cast, localdate().year + 1)["s", "personal_matters"])
    assert {row.state for row in later.rows} == {"待报"}


def test_a_year_has_one_register_10_4_a(cast: Cast) -> None:  # noqa: F811
    opened(cast)
    opened(cast, 2026)
    source = PAPERS["filings_register"]
    found = list(source.records(cast.group, cast.user("a")))
    assert [one.year for one in found] == [2026, 2025]
    client, code = Client(), cast.group.code
    client.force_login(cast.user("a"), backend="config.auth.MatrixBackend")
    for year, status in ((2025, 200), (2019, 404)):
        url = reverse("reports:document_year", args=[code, "filings_register", year])
        assert client.get(url).status_code == status
    page = client.get(reverse("reports:filing_list", args=[code])).content.decode()
    assert reverse("reports:document_year", args=[code, "filings_register", 2026]) in page


def listed(cast: Cast) -> ResponsibilityList:  # noqa: F811
    clerk = cast.user("clerk")
    made = actions.draft_responsibilities(cast.group, 2025, by=clerk, at=AT)
    add = {"by": clerk, "at": AT}
    for name in ("s", "d", "a", "b", "c"):
        actions.add_responsibility(
            made,
            kind="dual_duty",
            membership=cast.seats[name],
            text=f"{name}排查风险",
            standard="有清单",
            **add,
        )
    actions.add_responsibility(
        made, kind="first_responsible", membership=cast.seats["s"], text="亲自部署", **add
    )
    actions.add_responsibility(made, kind="principal_responsibility", text="每半年研究一次", **add)
    return made


def test_a_list_tells_the_bodys_part_first_then_everybodys_10_3_a_10_3_b_10_3_c(cast: Cast) -> None:  # noqa: F811
    Portfolio(membership=cast.seats["a"], field="教育、卫生", since=date(2024, 1, 1)).save()
    made = listed(cast)
    facts = PAPERS["responsibility_list"].facts(made)
    assert [row.kind for row in facts.rows][:3] == ["主体责任", "第一责任人责任", "一岗双责"]
    assert facts.rows[0].who == "党组"
    fields = {row.who: row.field for row in facts.rows}
    assert fields[cast.seats["a"].name] == "教育、卫生"
    assert (facts.version, facts.adopted_by, facts.adopted_on) == (1, "", None)


def test_an_adopted_list_says_by_whom_and_who_has_reported_10_3_c(cast: Cast) -> None:  # noqa: F811
    made = listed(cast)
    actions.adopt_responsibilities(made, by=cast.user("s"), at=AT)
    actions.report_on_duties(made, 1, "已排查", by=cast.user("a"), at=AT + timedelta(days=160))
    facts = PAPERS["responsibility_list"].facts(made)
    assert (facts.adopted_by, facts.adopted_on) == (cast.user("s").name, AT.date())
    notes = {row.who: row.note for row in facts.rows if row.kind == "一岗双责"}
    assert notes[cast.seats["a"].name] == "上半年已报告"
    assert notes[cast.seats["b"].name] == ""
    html = PAPERS["responsibility_list"].html(facts)
    assert "已排查" not in html


def test_the_page_of_a_list_offers_its_paper(cast: Cast) -> None:  # noqa: F811
    made, client = listed(cast), Client()
    client.force_login(cast.user("b"), backend="config.auth.MatrixBackend")
    page = client.get(reverse("reports:responsibility_detail", args=[cast.group.code, made.pk]))
    url = reverse("reports:document_pdf", args=[cast.group.code, "responsibility_list", made.pk])
    assert url in page.content.decode()
    assert client.get(url).status_code == 200
