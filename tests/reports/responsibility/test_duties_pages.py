"""Pages of filings, responsibility lists, stages and suggestions: who sees what, what they say, how often they ask."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lifes.models import HeartTalk
from members.models import Membership, User
from reports.responsibility.actions import lists as duties
from reports.responsibility.actions import suggestions
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.models.suggestions import Suggestion
from tests.cast import SINCE, Cast, cast  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2025, 2, 20, 9, tzinfo=ZONE)


def asks(cast: Cast, who: str) -> Client:  # noqa: F811
    client = Client()
    client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
    return client


def to(cast: Cast, name: str, *args: object) -> str:  # noqa: F811
    return reverse(f"reports:{name}", args=[cast.group.code, *args])


def text_of(answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def listed(cast: Cast, year: int, at: datetime = AT) -> ResponsibilityList:  # noqa: F811
    clerk = cast.user("clerk")
    made = duties.draft_responsibilities(cast.group, year, by=clerk, at=at)
    duties.add_responsibility(made, kind="principal_responsibility", text="主体责任", by=clerk, at=at)
    duties.add_responsibility(
        made, kind="first_responsible", membership=cast.seats["s"], text="第一责任人", by=clerk, at=at
    )
    for seat in cast.seats.values():
        duties.add_responsibility(made, kind="dual_duty", membership=seat, text="双责", by=clerk, at=at)
    return made


def test_a_member_files_on_his_own_page_and_is_told_that_it_was_late_10_4_a(cast: Cast) -> None:  # noqa: F811
    duties.open_filings(cast.group, 2025, by=cast.user("clerk"), at=AT)
    filing = AnnualFiling.objects.get(membership=cast.seats["a"], kind="personal_matters")
    own, other = asks(cast, "a"), asks(cast, "b")
    assert to(cast, "filing_enter", filing.pk) in text_of(own.get(to(cast, "filing_detail", filing.pk)))
    assert to(cast, "filing_enter", filing.pk) not in text_of(other.get(to(cast, "filing_detail", filing.pk)))
    form = text_of(own.get(to(cast, "filing_enter", filing.pk)))
    assert 'name="office"' in form
    for forbidden in ('name="occasion"', 'name="text"', 'type="file"'):
        assert forbidden not in form
    refused = own.post(to(cast, "filing_enter", filing.pk), {"done_on": "2999-01-01", "office": "县委组织部"})
    assert "县委组织部" in text_of(refused, 422)
    sent = {"done_on": "2025-02-03", "office": "县委组织部"}
    assert own.post(to(cast, "filing_enter", filing.pk), sent).status_code == 302
    page = text_of(own.get(to(cast, "filing_detail", filing.pk)))
    assert "2025-01-31" in page
    assert "逾期" in page
    following = AnnualFiling.objects.get(membership=cast.seats["b"], kind="personal_matters")
    assert "县委组织部" in text_of(other.get(to(cast, "filing_enter", following.pk)))


def test_the_form_of_a_report_on_duty_asks_where_it_was_delivered_10_4_b(cast: Cast) -> None:  # noqa: F811
    duties.open_filings(cast.group, 2025, by=cast.user("clerk"), at=AT)
    filing = AnnualFiling.objects.get(membership=cast.seats["a"], kind="duty_integrity")
    clerk = asks(cast, "clerk")
    form = text_of(clerk.get(to(cast, "filing_enter", filing.pk)))
    assert 'name="occasion"' in form
    sent = {"done_on": "2025-12-20", "occasion": "述职述廉会议", "evaluation": "好"}
    assert clerk.post(to(cast, "filing_enter", filing.pk), sent).status_code == 302
    filing.refresh_from_db()
    assert (filing.state, filing.occasion, filing.evaluation) == ("filed", "述职述廉会议", "好")


def test_a_year_at_a_glance_shows_each_member_and_kind_10_4_a_10_4_b(cast: Cast) -> None:  # noqa: F811
    duties.open_filings(cast.group, 2025, by=cast.user("clerk"), at=AT)
    filing = AnnualFiling.objects.get(membership=cast.seats["a"], kind="personal_matters")
    duties.file_filing(filing, date(2025, 2, 3), "县委组织部", by=cast.user("a"), at=AT)
    page = text_of(asks(cast, "inspector").get(f"{to(cast, 'filing_year')}?year=2025"))
    assert "逾期3天" in page
    assert page.count("01-31") == len(cast.seats) - 1
    assert "尚未建立" in text_of(asks(cast, "inspector").get(f"{to(cast, 'filing_year')}?year=2019"))
    assert asks(cast, "system_admin").get(to(cast, "filing_year")).status_code == 403


def test_filings_are_searched_by_whose_they_are(cast: Cast) -> None:  # noqa: F811
    duties.open_filings(cast.group, 2025, by=cast.user("clerk"), at=AT)
    client, address = asks(cast, "a"), to(cast, "filing_list")
    counts = {
        whose: client.get(address, {"whose": whose}).context["page"].paginator.count
        for whose in ("", "mine", "overdue")
    }
    assert counts == {"": 10, "mine": 2, "overdue": 10}


def test_a_draft_says_what_it_lacks_and_a_list_in_force_who_owes_a_report_10_3_a_10_3_c(cast: Cast) -> None:  # noqa: F811
    clerk, year = asks(cast, "clerk"), timezone.localdate().year - 1
    draft = duties.draft_responsibilities(cast.group, year, by=cast.user("clerk"), at=AT)
    assert "主体责任" in text_of(clerk.get(to(cast, "responsibility_detail", draft.pk)))
    adopt = to(cast, "responsibility_adopt", draft.pk)
    assert "10.3-a" in text_of(clerk.post(adopt, {"decision": ""}), 422)
    made = listed(cast, year)
    refusal = text_of(clerk.post(to(cast, "responsibility_adopt", made.pk), {"decision": ""}), 422)
    assert "书记签发" in refusal
    assert (
        asks(cast, "s").post(to(cast, "responsibility_adopt", made.pk), {"decision": ""}).status_code == 302
    )
    page = text_of(asks(cast, "a").get(to(cast, "responsibility_detail", made.pk)))
    assert page.count("成员a") >= 3  # the line, and both half-years
    assert to(cast, "responsibility_report", made.pk) in page
    sent = {"half": 1, "text": "已履责"}
    assert asks(cast, "a").post(to(cast, "responsibility_report", made.pk), sent).status_code == 302
    assert "已履责" in text_of(asks(cast, "a").get(to(cast, "responsibility_detail", made.pk)))


def test_a_replaced_version_takes_no_more_reports_4_3_b(cast: Cast) -> None:  # noqa: F811
    year = timezone.localdate().year
    first, second = listed(cast, year), listed(cast, year)
    for one in (first, second):
        duties.adopt_responsibilities(one, by=cast.user("s"), at=AT)
    page = text_of(asks(cast, "a").get(to(cast, "responsibility_detail", first.pk)))
    assert "已被后一版本替代" in page
    assert to(cast, "responsibility_report", first.pk) not in page
    assert asks(cast, "a").post(to(cast, "responsibility_report", first.pk), {}).status_code == 404


def test_the_desk_shows_what_is_owed_10_4_a_10_3_c_10_3_d(cast: Cast) -> None:  # noqa: F811
    today, clerk = timezone.localdate(), cast.user("clerk")
    at = datetime(today.year, 1, 2, 9, tzinfo=ZONE)
    address = to(cast, "duties_waiting")
    assert "10项" in text_of(asks(cast, "clerk").get(address))
    duties.open_filings(cast.group, today.year, by=clerk, at=at)
    duties.adopt_responsibilities(listed(cast, today.year, at), by=cast.user("s"), at=at)
    suggestions.make_suggestion(cast.group, "建议甲", by=cast.user("a"), at=at)
    member, secretary = text_of(asks(cast, "a").get(address)), text_of(asks(cast, "s").get(address))
    assert member.count("待报告事项") == 2
    assert "我的半年履责报告" in member
    assert "建议甲" not in member
    assert "建议甲" in secretary
    assert text_of(asks(cast, "system_admin").get(address)) == ""
    assert text_of(asks(cast, "inspector").get(address)) == ""


def test_who_answers_a_suggestion_tells_the_member_10_3_d(cast: Cast) -> None:  # noqa: F811
    made = suggestions.make_suggestion(cast.group, "建议甲", by=cast.user("a"), at=AT)
    address = to(cast, "suggestion_answer", made.pk)
    assert asks(cast, "a").get(address).status_code == 403
    sent = {"outcome": "declined", "outcome_text": "现行办法已可满足"}
    assert asks(cast, "clerk").post(address, sent).status_code == 302
    page = text_of(asks(cast, "a").get(to(cast, "suggestion_detail", made.pk)))
    assert "现行办法已可满足" in page
    assert "未采纳" in page
    assert cast.user("a").notifications.filter(kind="suggestion_answered").count() == 1


# -- how often the database is asked -------------------------------------------------------------------


def copies(row: Any, count: int, **different: Callable[[int], Any]) -> None:
    """Fill a table with copies of a row; only reading is measured, so no act is done."""
    fields = [one.attname for one in row._meta.concrete_fields if not one.primary_key]
    values = {name: getattr(row, name) for name in fields}
    made = [
        type(row)(**values | {name: make(number) for name, make in different.items()})
        for number in range(count)
    ]
    QuerySet(type(row)).bulk_create(made)


def people(cast: Cast, count: int) -> list[int]:  # noqa: F811
    users = QuerySet(User).bulk_create(
        User(username=f"more-{count}-{number}", name=f"员{number}", password="!") for number in range(count)
    )
    until = SINCE + timedelta(days=30)
    rows = QuerySet(Membership).bulk_create(
        Membership(group=cast.group, term=cast.term, user=user, since=SINCE, until=until) for user in users
    )
    return [row.pk for row in rows]


def fill(cast: Cast, name: str, count: int) -> None:  # noqa: F811
    if name in ("filing_list", "filing_year"):
        row = AnnualFiling.objects.filter(kind="personal_matters").last()
        seats = people(cast, count)
        copies(row, count, membership_id=lambda number: seats[number])
    elif name == "responsibility_list":
        copies(ResponsibilityList.objects.last(), count, version=lambda number: 10 * count + number)
    elif name == "suggestion_list":
        copies(Suggestion.objects.last(), count)
    else:
        copies(HeartTalk.objects.last(), count)


@pytest.mark.parametrize(
    "name", ["filing_list", "filing_year", "responsibility_list", "suggestion_list", "supervision_list"]
)
def test_a_list_asks_as_often_for_300_rows_as_for_one(name: str, cast: Cast) -> None:  # noqa: F811
    duties.open_filings(cast.group, 2025, by=cast.user("clerk"), at=AT)
    duties.adopt_responsibilities(listed(cast, 2025), by=cast.user("s"), at=AT)
    suggestions.make_suggestion(cast.group, "建议", by=cast.user("a"), at=AT)
    pair = {"first": cast.seats["s"], "second": cast.seats["a"]}
    HeartTalk(group=cast.group, kind="reminder", held_on=AT.date(), **pair).save()
    client, address = asks(cast, "s"), f"{to(cast, name)}{'?year=2025' if name == 'filing_year' else ''}"
    client.get(address)
    found = []
    for more in (0, 2, 297):
        if more:
            fill(cast, name, more)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found.append(len(queries))
    assert found[0] == found[1] == found[2] <= 12, found


def test_the_page_of_a_list_does_not_grow_with_it_10_3_a(cast: Cast) -> None:  # noqa: F811
    made, clerk = listed(cast, timezone.localdate().year), asks(cast, "clerk")
    address = to(cast, "responsibility_detail", made.pk)
    clerk.get(address)
    found = []
    for more in (0, 30):
        row = made.lines.filter(kind="dual_duty").last()
        copies(row, more)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(address).status_code == 200
        found.append(len(queries))
    assert found[0] == found[1] <= 25, found
