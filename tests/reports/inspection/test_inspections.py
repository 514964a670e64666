"""Who gets in to inspect, to what, how long, and is each reading on record?  Clause 4.5-a."""

# ruff: noqa: F811  (fixtures)

from datetime import date, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from meetings.models import AgendaItem, Decision
from members import actions as member_actions
from members.models import StaffRole
from members.procedure.record import NotPermitted, Refused, refusals
from reports.checks.models import Finding, FindingAnswer
from reports.inspection import actions as inspections
from reports.inspection import rules
from reports.inspection.models import Inspection, InspectionRead
from reports.inspection.reading import scope
from reports.responsibility.models.filings import AnnualFiling
from reports.tasks import end_inspections
from tests.cast import Cast, cast, second_body  # noqa: F401  (fixtures)
from tests.reports.inspection.story import AUTHORITY, FIRST, at, client_of, hold, inspect

pytestmark = pytest.mark.django_db


def words(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


# -- the rule and the acts ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"people": 0}, "inspection_incomplete"),
        ({"years": ()}, "inspection_incomplete"),
        ({"matters": ()}, "inspection_incomplete"),
        ({"until": -1}, "inspection_over"),
        ({}, ""),
    ],
)
def test_what_a_grant_needs(changed: dict[str, object], code: str) -> None:
    today = timezone.localdate()
    given = {
        "people": 1,
        "years": (2025,),
        "matters": ("decisions",),
        "since": today,
        "until": today,
    } | changed
    if isinstance(given["until"], int):
        given["until"] = today + timedelta(days=given["until"])
    assert rules.grantable(rules.Terms(**given), today).code == code  # type: ignore[arg-type]


def test_an_inspection_lasts_from_its_first_day_to_its_last() -> None:
    today = timezone.localdate()
    day = timedelta(days=1)
    assert [
        rules.lasts(today, today + day, on).code for on in (today - day, today, today + day, today + 2 * day)
    ] == [
        "inspection_not_begun",
        "",
        "",
        "inspection_expired",
    ]


def test_the_clerk_prepares_and_the_secretary_grants(cast: Cast) -> None:
    now, today = timezone.now(), timezone.localdate()
    fields = {
        "authority": AUTHORITY,
        "basis": "通知",
        "years": [2025],
        "matters": ["study"],
        "since": today,
        "until": today,
    }
    with pytest.raises(NotPermitted):
        inspections.prepare_inspection(cast.group, by=cast.user("a"), at=now, **fields)
    one = inspections.prepare_inspection(cast.group, by=cast.user("clerk"), at=now, **fields)
    with pytest.raises(Refused) as nobody:
        inspections.grant_inspection(one, by=cast.user("s"), at=now)
    assert nobody.value.code == "inspection_incomplete"
    with pytest.raises(NotPermitted):
        inspections.invite_inspector(one, "v", "某", FIRST, by=cast.user("s"), at=now)
    visitor = inspections.invite_inspector(one, "v", "某", FIRST, by=cast.user("clerk"), at=now)
    assert visitor.user.must_change_password
    assert visitor.user.staff_roles.get().role == StaffRole.Role.VISITING_INSPECTOR
    with pytest.raises(NotPermitted):
        inspections.grant_inspection(one, by=cast.user("clerk"), at=now)
    inspections.grant_inspection(one, by=cast.user("s"), at=now)
    for late in (
        lambda: inspections.edit_inspection(one, years=[2024], by=cast.user("clerk"), at=now),
        lambda: inspections.invite_inspector(one, "w", "某", FIRST, by=cast.user("clerk"), at=now),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert refused.value.code == "wrong_state"
    assert [entry.verb for entry in one.entries.all()] == [
        "prepare_inspection",
        "name_inspector",
        "grant_inspection",
    ]


def test_who_has_not_the_role_is_not_named(cast: Cast) -> None:
    one, _user = inspect(cast)
    other = inspections.prepare_inspection(
        cast.group,
        authority="乙组",
        basis="通知",
        years=[2025],
        matters=["study"],
        since=one.since,
        until=one.until,
        by=cast.user("clerk"),
        at=timezone.now(),
    )
    with pytest.raises(Refused) as refused:
        inspections.name_inspector(other, cast.user("outsider"), by=cast.user("clerk"), at=timezone.now())
    assert refused.value.code == "not_a_visitor"


def test_one_person_is_in_one_inspection_at_a_time(cast: Cast) -> None:
    one, user = inspect(cast)
    now, clerk = timezone.now(), cast.user("clerk")
    other = inspections.prepare_inspection(
        cast.group, authority="乙组", basis="通知", years=[2025], matters=["study"],
        since=one.until, until=one.until, by=clerk, at=now,
    )  # fmt: skip
    inspections.name_inspector(other, user, by=clerk, at=now)
    with pytest.raises(Refused) as refused:
        inspections.grant_inspection(other, by=cast.user("s"), at=now)
    assert refused.value.code == "inspector_busy"
    inspections.end_inspection(one, "查阅完毕", by=clerk, at=now)
    inspections.grant_inspection(other, by=cast.user("s"), at=now)
    assert other.state == "granted"


def test_personnel_is_not_granted_alone(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        inspect(cast, "personnel")
    assert [error.code for error in refusals(refused.value)] == ["personnel_alone"]


# -- who gets in, and how long ---------------------------------------------------------------------------


def test_only_while_it_lasts(cast: Cast) -> None:
    one, user = inspect(cast, days=2)
    first, day = one.since, timedelta(days=1)
    found = [scope.lasting_for(user, cast.group, first + number * day) for number in (-1, 0, 1, 2, 3)]
    assert [bool(each) for each in found] == [False, True, True, True, False]


def test_after_the_last_day_the_next_click_ends_the_session(cast: Cast) -> None:
    before = timezone.now() - timedelta(days=6)
    one, user = inspect(cast, days=5, at=before)
    assert one.until == timezone.localdate() - timedelta(days=1)
    client = client_of(user)
    response = client.get(at("inspected_home"))
    assert response.status_code == 403
    assert 'data-code="inspection_over"' in words(response)
    assert "sessionid" not in client.cookies or "_auth_user_id" not in client.session
    assert client.get(at("inspected_home")).headers["Location"].startswith("/login/")
    assert end_inspections() == 1
    one.refresh_from_db()
    assert (one.state, end_inspections()) == ("expired", 0)


@pytest.mark.parametrize("act", ["revoke", "end", "remove", "role"])
def test_what_is_taken_back_closes_at_once(act: str, cast: Cast) -> None:
    one, user = inspect(cast)
    client, now = client_of(user), timezone.now()
    assert client.get(at("inspected_home")).status_code == 200
    if act == "revoke":
        inspections.revoke_inspection(one, "超出范围", by=cast.user("s"), at=now)
    elif act == "end":
        inspections.end_inspection(one, "查阅完毕", by=cast.user("clerk"), at=now)
    elif act == "remove":
        inspections.remove_inspector(one.visitors.get(), by=cast.user("clerk"), at=now)
    else:
        held = user.staff_roles.get()
        member_actions.end_role(held, held.since + timedelta(days=1), by=cast.user("system_admin"), at=now)
        held.since = held.until = timezone.localdate() - timedelta(days=1)
        StaffRole._base_manager.filter(pk=held.pk)._update(
            [(StaffRole._meta.get_field("until"), None, held.until)]
        )
    assert client.get(at("inspected_home")).status_code == (404 if act == "role" else 403)


def test_the_first_page_is_where_one_lands(cast: Cast) -> None:
    _one, user = inspect(cast)
    assert client_of(user).get("/").headers["Location"] == at("inspected_home")
    assert client_of(cast.user("clerk")).get("/").headers["Location"] == "/b/yunling/"


def test_another_body_stays_closed(cast: Cast, second_body: Cast) -> None:
    _one, user = inspect(cast)
    client = client_of(user)
    for name in ("inspected_home", "trail_list"):
        assert client.get(at(name, body="gaopo")).status_code == 404


# -- what is open ------------------------------------------------------------------------------------


def test_years_and_matters_are_the_limits(cast: Cast) -> None:
    _meeting, budget, appointment = hold(cast)
    _one, user = inspect(cast, "decisions", years=(2025,))
    client = client_of(user)
    listed = words(client.get(at("trail_list")))
    assert budget.item.title in listed
    assert appointment.item.title not in listed
    assert client.get(at("trail_detail", budget.pk)).status_code == 200
    assert client.get(at("trail_detail", appointment.pk)).status_code == 404
    assert client.get(at("trail_pdf", appointment.pk)).status_code == 404
    for name in ("study", "life", "upward", "research", "articles", "filings", "findings", "nonsense"):
        assert client.get(at("inspected_list", name)).status_code == 404
        assert client.get(at("inspected_pdf", name)).status_code == 404


def test_another_year_is_closed(cast: Cast) -> None:
    meeting, budget, _appointment = hold(cast)
    _one, user = inspect(cast, "decisions", "study", years=(2024, 2026))
    client = client_of(user)
    assert budget.item.title not in words(client.get(at("trail_list")))
    assert client.get(at("trail_detail", budget.pk)).status_code == 404
    assert client.get(at("inspected_detail", "meetings", meeting.pk)).status_code == 404
    assert client.get(at("inspected_paper", "meeting_record", meeting.pk)).status_code == 404


def test_personnel_and_sensitive_items_are_withheld_unless_named(cast: Cast) -> None:
    meeting, budget, appointment = hold(cast)
    one, user = inspect(cast, "decisions")
    client = client_of(user)
    page = words(client.get(at("inspected_detail", "meetings", meeting.pk)))
    assert budget.item.title in page
    assert appointment.item.title not in page
    assert "不在查阅范围内的议题" in page
    # A paper of the whole meeting would show the withheld item; one of an item that is open does not.
    whole = {"meeting_record": meeting.pk, "sign_in_sheet": meeting.pk, "recusal_register": meeting.pk}
    assert {
        form: client.get(at("inspected_paper", form, pk)).status_code for form, pk in whole.items()
    } == dict.fromkeys(whole, 404)
    assert client.get(at("inspected_paper", "topic_approval", budget.item.proposal_id)).status_code == 200
    assert (
        client.get(at("inspected_paper", "topic_approval", appointment.item.proposal_id)).status_code == 404
    )
    inspections.end_inspection(one, "完毕", by=cast.user("clerk"), at=timezone.now())
    _two, other = inspect(cast, "decisions", "personnel", name="second")
    client = client_of(other)
    assert client.get(at("trail_detail", appointment.pk)).status_code == 200
    assert client.get(at("inspected_paper", "sign_in_sheet", meeting.pk)).status_code == 200


def test_an_item_is_withheld_by_kind_by_category_and_by_secrecy(cast: Cast) -> None:
    meeting, _budget, _appointment = hold(cast)
    one, _user = inspect(cast, "decisions")
    shown = set(scope.items(one).values_list("kind", flat=True))
    assert shown == {"first_topic", "budget"}
    for fields in (
        {"categories": ["discipline"]},
        {"categories": ["funds", "personnel.reward"]},
        {"secrecy": "sensitive"},
        {"secrecy": "stub"},
    ):
        item = AgendaItem(meeting=meeting, title="另一项", kind="funds", position=9, candidate="某", **fields)
        item.save()
        assert not scope.items(one).filter(pk=item.pk).exists(), fields
    near = AgendaItem(meeting=meeting, title="又一项", kind="funds", position=9, categories=["budget"])
    near.save()
    assert scope.items(one).filter(pk=near.pk).exists()


def found(cast: Cast, kind: str, key: int, year: int = 2025) -> Finding:
    """Write a finding about a record, as a check would have."""
    one = Finding(
        group=cast.group, check_id="CHK-39", kind=kind, key=key, year=year, subject=f"记录{kind}{key}", weight="warn",
        on=date(year, 3, 18), code="asked", reason="The minutes have not been issued.", clause="6.5-l",
        found_at=timezone.now(),
    )  # fmt: skip
    one.save()
    return one


def test_findings_about_withheld_items_are_withheld(cast: Cast) -> None:
    meeting, budget, appointment = hold(cast)
    shown = [
        found(cast, "meeting", meeting.pk),
        found(cast, "agendaitem", budget.item_id),
        found(cast, "decision", budget.pk),
    ]
    hidden = [found(cast, "agendaitem", appointment.item_id), found(cast, "decision", appointment.pk)]
    hidden += [
        found(cast, "topicproposal", appointment.item.proposal_id),
        found(cast, "meeting", meeting.pk, 2024),
    ]
    FindingAnswer(
        finding=shown[2], way="explain", text="纪要正在会签", by=cast.user("clerk"), at=timezone.now()
    ).save()
    one, user = inspect(cast, "decisions", "findings")
    client = client_of(user)
    listed = words(client.get(at("inspected_list", "findings")))
    assert "纪要正在会签" in listed
    for finding, status in [*((each, 200) for each in shown), *((each, 404) for each in hidden)]:
        assert client.get(at("inspected_detail", "findings", finding.pk)).status_code == status, finding
    assert "纪要正在会签" in words(client.get(at("trail_detail", budget.pk)))
    inspections.end_inspection(one, "完毕", by=cast.user("clerk"), at=timezone.now())
    two, other = inspect(cast, "decisions", "personnel", "findings", name="second")
    client = client_of(other)
    assert [client.get(at("inspected_detail", "findings", each.pk)).status_code for each in hidden] == [
        200,
        200,
        200,
        404,
    ]
    inspections.end_inspection(two, "完毕", by=cast.user("clerk"), at=timezone.now())
    _three, third = inspect(cast, "decisions", name="third")
    assert "纪要正在会签" not in words(client_of(third).get(at("trail_detail", budget.pk)))


# -- the readings --------------------------------------------------------------------------------------


def test_each_reading_is_written_down_once(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    one, user = inspect(cast, "decisions")
    client = client_of(user)
    opened = [
        (at("inspected_home"), ("", "page", None)),
        (at("trail_list"), ("decisions", "list", None)),
        (at("trail_detail", budget.pk), ("decisions", "page", budget.pk)),
        (at("inspected_list", "meetings"), ("decisions", "list", None)),
        (
            at("inspected_detail", "meetings", budget.item.meeting_id),
            ("decisions", "page", budget.item.meeting_id),
        ),
        (at("inspected_pdf", "meetings"), ("decisions", "pdf", None)),
        (at("trail_pdf", budget.pk), ("decisions", "pdf", budget.pk)),
        (
            at("inspected_paper", "topic_approval", budget.item.proposal_id),
            ("decisions", "pdf", budget.item.proposal_id),
        ),
    ]
    for url, _said in opened:
        assert client.get(url).status_code == 200, url
    client.get(at("trail_detail", 999_999))
    found = InspectionRead.objects.filter(inspection=one, user=user).order_by("pk")
    assert [(read.matter, read.way, read.key) for read in found] == [said for _url, said in opened]
    assert budget.item.title in found[2].title


def test_readings_are_never_changed(cast: Cast) -> None:
    one, user = inspect(cast)
    client_of(user).get(at("inspected_home"))
    read = InspectionRead.objects.get(inspection=one)
    table = InspectionRead._meta.db_table
    for statement in (f"UPDATE {table} SET title = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    read.refresh_from_db()
    assert read.title != "x"


def test_what_was_granted_is_not_changed_behind_the_door(cast: Cast) -> None:
    one, _user = inspect(cast)
    table = Inspection._meta.db_table
    for change in ("until = '2099-01-01'", "years = '[2020]'", "state = 'prepared'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {change} WHERE id = {one.pk}")


def test_the_desk_reads_the_register_and_takes_it_along(cast: Cast) -> None:
    _one, user = inspect(cast)
    client_of(user).get(at("inspected_home"))
    for who in ("s", "clerk"):
        page = client_of(cast.user(who)).get(at("inspectionread_list"))
        assert page.status_code == 200
        assert "巡察员" in words(page)
    assert client_of(cast.user("a")).get(at("inspectionread_list")).status_code == 403
    assert client_of(cast.user("inspector")).get(at("inspectionread_list")).status_code == 403
    sheet = load_workbook(
        BytesIO(client_of(cast.user("clerk")).get(at("inspectionread_list") + "?format=xlsx").content)
    ).active
    assert sheet is not None
    assert sheet.max_row == 2


def test_what_the_body_s_own_people_read_is_not_noted(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    for who in ("s", "a", "inspector"):
        assert client_of(cast.user(who)).get(at("trail_detail", budget.pk)).status_code == 200
    assert not InspectionRead.objects.exists()


# -- the mark ------------------------------------------------------------------------------------------


def test_every_page_bears_the_mark_and_is_kept_nowhere(cast: Cast) -> None:
    _meeting, budget, _appointment = hold(cast)
    _one, user = inspect(cast, "decisions")
    client = client_of(user)
    pages = [
        at("inspected_home"),
        at("trail_list"),
        at("trail_detail", budget.pk),
        at("inspected_list", "meetings"),
        at("inspected_detail", "meetings", budget.item.meeting_id),
    ]
    for url in pages:
        response = client.get(url)
        mark = words(response).partition('class="watermark"')[2].partition("</svg>")[0]
        assert user.name in mark, url
        assert AUTHORITY in mark, url
        assert f"{timezone.localdate():%Y-%m-%d}" in mark, url
        assert response.headers["Cache-Control"] == "no-store, private"
    assert 'class="watermark"' not in words(client_of(cast.user("a")).get(at("trail_detail", budget.pk)))


@pytest.mark.parametrize(("most", "said"), [(1, True), (2, False)])
def test_a_printed_register_says_when_it_is_cut(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    said: bool,
) -> None:
    for number in range(2):
        AnnualFiling(
            group=cast.group,
            membership=cast.seats["a"],
            year=2025,
            kind="change_report",
            due_on=date(2025, 3, 18),
            changed_on=date(2025, 3, 18 + number),
        ).save()
    _one, user = inspect(cast, "filings")
    monkeypatch.setattr("reports.inspection.views.inspected.MOST_PRINTED", most)
    answer = client_of(user).get(at("inspected_pdf", "filings"))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert ("本表只列前" in text.replace("\r\n", "")) is said


# -- cost ----------------------------------------------------------------------------------------------


def test_the_pages_ask_as_often_for_many_rows_as_for_one(cast: Cast) -> None:
    """Registers in an inspection, and the register of readings, which grows with each of them."""
    meeting, _budget, _appointment = hold(cast)
    one, user = inspect(cast, "decisions", "filings")
    client, clerk = client_of(user), client_of(cast.user("clerk"))
    pages = [
        (client, at("trail_list")),
        (client, at("inspected_list", "meetings")),
        (client, at("inspected_detail", "meetings", meeting.pk)),
        (client, at("inspected_list", "filings")),
        (clerk, at("inspectionread_list")),
        (clerk, at("inspection_detail", one.pk)),
    ]

    def counts() -> list[int]:
        found = []
        for reader, url in pages:
            reader.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert reader.get(url).status_code == 200
            found.append(len(captured))
        return found

    def more(size: int) -> None:
        for number in range(size):
            item = AgendaItem(meeting=meeting, title=f"第{number}项", kind="funds", position=10 + number)
            item.save()
            Decision(
                group=cast.group,
                item=item,
                number=f"x-{size}-{number}",
                text="同意",
                effective_on=meeting.day,
            ).save()
            AnnualFiling(
                group=cast.group,
                membership=cast.seats["a"],
                year=2025,
                kind="change_report",
                due_on=meeting.day,
                changed_on=meeting.day + timedelta(days=size + number),
            ).save()

    more(1)
    few = counts()
    for size in (3, 40):
        more(size)
        assert counts() == few
    assert max(few) <= 16
