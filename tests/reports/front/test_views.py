"""Do the pages after a meeting let through who may, say why not, and keep what was typed?"""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from meetings.minutes.forms import MinutesForm
from meetings.models import Minutes
from members.models import GroupEntry, LeadingGroup, User
from members.printing import pdf
from members.printing.pdf import PdfUnavailable
from reports.archive.models import ArchivePackage
from tests.world.sealed import LaterStory

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> LaterStory:
    return LaterStory()


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *args: object) -> str:
    app = "meetings" if name.startswith("minutes_") else "reports"
    return reverse(f"{app}:{name}", args=["yunling", *args])


def typed(minutes: Minutes, **changes: str) -> dict[str, str]:
    form = MinutesForm(minutes)
    values = {name: form[name].value() or "" for name in form.fields}
    return {name: str(value) for name, value in {**values, **changes}.items()}


# -- minutes -------------------------------------------------------------------------------------------


def test_the_clerk_edits_and_the_difference_is_shown(story: LaterStory) -> None:
    minutes, client = story.drafted(), as_user(story.clerk)
    sent = typed(minutes, decision_2="会议决定，按修改稿执行。", owner_2="县财政局", due_2="2025-04-30")
    answer = client.post(at("minutes_edit", minutes.pk), sent)
    assert answer.status_code == 302
    minutes.refresh_from_db()
    assert minutes.changed_items() == [2]
    assert minutes.content[1]["due"] == "2025-04-30"
    page = client.get(at("minutes_detail", minutes.pk)).content.decode()
    assert "<ins>" in page
    assert "<ins>" not in client.get(at("minutes_detail", minutes.pk) + "?plain=1").content.decode()


def test_an_invalid_text_answers_422_and_loses_nothing(story: LaterStory) -> None:
    minutes, client = story.drafted(), as_user(story.clerk)
    sent = typed(minutes, heading_1="", paragraphs_2="只此一处的文字\x00", due_2="2025-13-40")
    answer = client.post(at("minutes_edit", minutes.pk), sent)
    assert answer.status_code == 422
    assert "只此一处的文字" in answer.content.decode()
    assert set(answer.context["form"].errors) >= {"heading_1", "due_2"}


def test_a_late_text_is_refused_with_its_code_and_kept(story: LaterStory) -> None:
    minutes = story.issued()
    answer = as_user(story.clerk).post(at("minutes_edit", minutes.pk), typed(minutes, heading_1="改动"))
    assert answer.status_code == 422
    assert answer.context["refusal"].code == "minutes_issued"
    assert "改动" in answer.content.decode()


def test_who_may_not_draft_may_not_edit(story: LaterStory) -> None:
    minutes = story.drafted()
    assert as_user(story.user("a")).get(at("minutes_edit", minutes.pk)).status_code == 403
    assert as_user(story.admin).get(at("minutes_detail", minutes.pk)).status_code == 403


def test_sign_return_sign_issue_receive_by_buttons(story: LaterStory) -> None:
    minutes = story.drafted()
    secretary, clerk = as_user(story.user("s")), as_user(story.clerk)
    assert clerk.post(at("minutes_issue", minutes.pk)).context["refusal"].code == "minutes_unsigned"
    assert secretary.post(at("minutes_sign", minutes.pk)).status_code == 302
    assert secretary.post(at("minutes_return", minutes.pk), {"reason": ""}).status_code == 422
    assert secretary.post(at("minutes_return", minutes.pk), {"reason": "措辞需修改"}).status_code == 302
    assert secretary.post(at("minutes_sign", minutes.pk)).status_code == 302
    assert clerk.post(at("minutes_issue", minutes.pk)).status_code == 302
    minutes.refresh_from_db()
    assert (minutes.state, minutes.number.endswith("1号")) == ("issued", True)
    member = as_user(story.user("a"))
    assert str(minutes) in member.get(at("work_waiting")).content.decode()
    assert member.post(at("minutes_receive", minutes.pk)).status_code == 302
    assert minutes.receipts.get(membership=story.seats["a"]).received_at is not None
    assert member.get(at("work_waiting")).content.strip() == b""
    assert (
        as_user(story.auditor).post(at("minutes_receive", minutes.pk)).context["refusal"].code
        == "not_addressed"
    )


def test_a_greyed_button_says_what_the_act_would_say(story: LaterStory) -> None:
    minutes = story.drafted()
    page = as_user(story.clerk).get(at("minutes_detail", minutes.pk))
    assert page.context["acts"]["sign"].code == "not_permitted"
    assert page.context["acts"]["issue"].code == "minutes_unsigned"
    assert as_user(story.clerk).post(at("minutes_sign", minutes.pk)).status_code == 403


def test_the_register_of_minutes_is_searched_and_exported(story: LaterStory) -> None:
    minutes, client = story.issued(), as_user(story.clerk)
    assert str(minutes) in client.get(at("minutes_list") + "?q=预算").content.decode()
    assert str(minutes) not in client.get(at("minutes_list") + "?q=没有这样的议题").content.decode()
    sheet = load_workbook(BytesIO(client.get(at("minutes_list") + "?format=xlsx").content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [str(minutes)]


# -- papers --------------------------------------------------------------------------------------------


def test_papers_come_as_pdf_to_save_or_to_look_at(story: LaterStory) -> None:
    minutes, client = story.issued(), as_user(story.clerk)
    saved = client.get(at("minutes_pdf", minutes.pk))
    assert (saved["Content-Type"], saved.content[:5]) == ("application/pdf", b"%PDF-")
    assert saved["X-Content-Type-Options"] == "nosniff"
    assert saved["Content-Disposition"].startswith("attachment")
    assert client.get(at("minutes_pdf", minutes.pk)).content == saved.content
    seen = client.get(at("document_blank", "leave_slip") + "?view=1")
    assert seen["Content-Disposition"].startswith("inline")
    excerpt = client.get(at("minutes_excerpt", minutes.pk, 2))
    assert excerpt.content[:5] == b"%PDF-"
    assert client.get(at("minutes_excerpt", minutes.pk, 9)).status_code == 302


def test_without_the_engine_the_answer_names_the_packages(story: LaterStory, monkeypatch) -> None:
    verdict = pdf.refuse(
        "pdf_engine_missing",
        "PDFs cannot be made on this machine. Install these packages: %(packages)s",
        "",
        packages=pdf.PACKAGES,
    )

    def missing(html: str) -> bytes:
        raise PdfUnavailable(verdict)

    monkeypatch.setattr(pdf, "render", missing)
    answer = as_user(story.clerk).get(at("document_blank", "leave_slip"))
    assert answer.status_code == 503
    assert "libpango-1.0-0" in answer.content.decode()


def test_forms_list_their_records_and_unknown_ones_are_404(story: LaterStory) -> None:
    meeting, client = story.closed(), as_user(story.user("a"))
    assert "预算调整" in client.get(at("document_detail", "topic_approval") + "?q=预算").content.decode()
    assert client.get(at("document_detail", "no_such_form")).status_code == 404
    assert client.get(at("document_pdf", "sign_in_sheet", meeting.pk + 999)).status_code == 404
    assert client.get(at("document_detail", "archive_catalogue")).status_code == 403
    sections = client.get(at("document_list")).context["sections"]
    numbers = {form.name: form.number for _heading, forms in sections for form in forms}
    assert numbers["archive_catalogue"] is None
    assert numbers["topic_approval"] == 3


def test_the_meetings_papers_say_what_is_missing(story: LaterStory) -> None:
    meeting, client = story.signed(), as_user(story.clerk)
    page = client.get(at("meeting_documents", meeting.pk))
    assert len(page.context["lacking"]) == 1
    assert at("minutes_draft", meeting.pk) in page.content.decode()
    assert client.post(at("minutes_draft", meeting.pk)).status_code == 302
    assert Minutes.objects.get().meeting == meeting


# -- sealed files --------------------------------------------------------------------------------------


def test_sealing_by_the_button_and_reading_are_on_record(story: LaterStory) -> None:
    minutes = story.issued()
    clerk, auditor = as_user(story.clerk), as_user(story.auditor)
    assert as_user(story.user("a")).post(at("meeting_seal", minutes.meeting_id)).status_code == 403
    assert clerk.post(at("meeting_seal", minutes.meeting_id)).status_code == 302
    package = ArchivePackage.objects.get()
    assert auditor.get(at("volume_detail", package.pk)).status_code == 200
    answer = auditor.get(at("volume_zip", package.pk))
    assert (answer["Content-Type"], answer.content[:2]) == ("application/zip", b"PK")
    verified = auditor.post(at("volume_verify", package.pk))
    assert verified.context["ok"] is True
    assert auditor.post(at("volume_verify_all")).context["report"].ok
    told = list(GroupEntry.objects.filter(by=story.auditor).values_list("verb", flat=True))
    assert told == ["read_package", "verify_package", "verify_archive"]


@pytest.mark.parametrize("who", ["a", "admin"])
def test_sealed_files_and_journal_are_closed_to_members_and_administrators(
    story: LaterStory, who: str
) -> None:
    package = story.sealed()
    client = as_user(story.admin if who == "admin" else story.user(who))
    for address in (at("volume_list"), at("volume_zip", package.pk), at("journal_list")):
        assert client.get(address).status_code == 403
    assert client.get(at("status_detail")).status_code == (200 if who == "admin" else 403)


def test_another_bodys_records_do_not_exist(story: LaterStory) -> None:
    package = story.sealed()
    other = LeadingGroup(
        code="other",
        name="甲局党组",
        full_name="甲局党组",
        government="甲局",
        superior="县委",
        document_word="甲",
    )
    other.save()
    stranger = as_user(User.objects.create_user("stranger", "pw", name="外人", is_platform_admin=True))
    for name, key in (
        ("meetings:minutes_detail", 1),
        ("reports:volume_detail", package.pk),
        ("reports:meeting_documents", 1),
    ):
        assert as_user(story.clerk).get(reverse(name, args=["other", key])).status_code == 404
        assert stranger.get(reverse(name, args=["other", key])).status_code in (403, 404)


# -- journal -------------------------------------------------------------------------------------------


def test_the_journal_merges_all_tables_and_filters(story: LaterStory) -> None:
    minutes, client = story.issued(), as_user(story.auditor)
    page = client.get(at("journal_list"))
    lines = page.context["lines"]
    assert [line.entry.at for line in lines] == sorted((line.entry.at for line in lines), reverse=True)
    assert {"minutes", "meeting", "vote", "agendaitem"} <= {line.journal.kind for line in lines}
    only = client.get(at("journal_list") + "?kind=minutes").context["lines"]
    assert [line.entry.verb for line in only] == ["issue_minutes", "sign_minutes", "draft_minutes"]
    assert {line.entry.record_id for line in only} == {minutes.pk}
    by = client.get(at("journal_list") + f"?by={story.user('c').pk}").context["lines"]
    assert {line.entry.by_id for line in by} == {story.user("c").pk}
    assert not client.get(at("journal_list") + "?since=2030-01-01").context["lines"]
    assert client.get(at("journal_list") + "?until=9999-12-31&verb=cast").context["lines"]
    assert client.get(at("journal_list") + "?kind=nonsense&since=x&by=x").status_code == 200


def test_the_journal_holds_its_number_of_queries(story: LaterStory, django_assert_max_num_queries) -> None:
    story.issued()
    client = as_user(story.auditor)
    with django_assert_max_num_queries(26):
        client.get(at("journal_list"))


def test_the_journal_leaves_as_a_workbook(story: LaterStory) -> None:
    story.issued()
    client = as_user(story.auditor)
    total = client.get(at("journal_list")).context["page"].paginator.count
    sheet = load_workbook(BytesIO(client.get(at("journal_list") + "?format=xlsx").content)).active
    assert sheet is not None
    assert sheet.max_row == total + 1


# -- desk ----------------------------------------------------------------------------------------------


def test_the_desk_leads_from_draft_to_seal(story: LaterStory) -> None:
    meeting = story.signed()
    clerk, secretary = as_user(story.clerk), as_user(story.user("s"))
    assert at("minutes_draft", meeting.pk) in clerk.get(at("work_waiting")).content.decode()
    clerk.post(at("minutes_draft", meeting.pk))
    minutes = Minutes.objects.get()
    assert at("minutes_detail", minutes.pk) in secretary.get(at("work_waiting")).content.decode()
    secretary.post(at("minutes_sign", minutes.pk))
    assert at("minutes_detail", minutes.pk) in clerk.get(at("work_waiting")).content.decode()
    clerk.post(at("minutes_issue", minutes.pk))
    assert at("meeting_seal", meeting.pk) in clerk.get(at("work_waiting")).content.decode()
    assert as_user(story.admin).get(at("work_waiting")).content.strip() == b""


def test_status_says_in_which_state_the_installation_is(story: LaterStory) -> None:
    page = as_user(story.admin).get(at("status_detail"))
    assert page.context["missing"] == []
    assert "FandolFang-Regular" in page.context["fonts"]["own"]
    assert len(page.context["public_key"]) == 64
