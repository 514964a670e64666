"""Answers of views: pages, refusals, what was done; registers and their workbooks; words in templates."""

from datetime import date
from io import BytesIO

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django_htmx.middleware import HtmxDetails
from openpyxl import load_workbook

from members.filters import RegisterFilter, matching
from members.models import User
from members.pages import Refusal, Step, act_view, done, invalid, paginated, refused, refused_act, swapped
from members.procedure.record import NotPermitted, Refused
from members.procedure.verdict import allow, refuse, warn
from members.tables.exports import cell_value, download, workbook
from members.tables.register import Column, ordered, register_page
from members.templatetags.desk import anchor, fact, pairs, reason, tone, words

REFUSAL = refuse("quorum_not_met", "%(present)s of %(base)s", "6.4-b", present=4, base=9)
HTMX = {"HX-Request": "true"}


class TitleForm(forms.Form):
    title = forms.CharField(max_length=5)


@pytest.fixture
def ask(rf):
    def request(path="/", *, method="get", htmx=None, **data):
        asked = getattr(rf, method)(path, data, headers=htmx or {})
        asked.user = AnonymousUser()
        asked.htmx = HtmxDetails(asked)
        asked._messages = CookieStorage(asked)
        return asked

    return request


def test_a_refusal_of_the_law_keeps_what_was_typed_and_names_its_clause(ask):
    form = TitleForm({"title": "议题"})
    assert form.is_valid()
    answer = refused(ask(), "members/home_index.html", {}, form, Refused(REFUSAL))
    assert answer.status_code == 422
    refusal = Refusal.of(Refused(REFUSAL))
    assert (refusal.code, refusal.clause, refusal.messages) == ("quorum_not_met", "6.4-b", ("4 of 9",))
    assert form["title"].value() == "议题"


def test_errors_of_fields_the_form_lacks_are_not_lost(ask):
    form = TitleForm({"title": "议题"})
    error = ValidationError({"title": "太短", "group": ValidationError("不可用", code="foreign")})
    answer = refused(ask(), "_form.html", {}, form, error)
    assert form.errors["title"] == ["太短"]
    assert "不可用" in answer.content.decode()


def test_an_invalid_form_answers_422(ask):
    form = TitleForm({"title": "太长的标题不行"})
    answer = invalid(ask(), "_form.html", {}, form)
    assert answer.status_code == 422
    assert "太长的标题不行" in answer.content.decode()


def test_a_refused_button_speaks_above_the_page_to_htmx(ask):
    answer = refused_act(ask(method="post", htmx=HTMX), Refused(REFUSAL))
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#alerts"
    assert 'data-code="quorum_not_met"' in answer.content.decode()


@pytest.mark.parametrize(
    ("referer", "kept"), [("http://testserver/b/", True), ("https://evil.example/", False)]
)
def test_a_refused_button_has_a_page_of_its_own(ask, referer, kept):
    answer = refused_act(ask(method="post", htmx={"Referer": referer}), Refused(REFUSAL))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "6.4-b" in text
    assert (f'href="{referer}"' in text) is kept


def test_the_view_of_a_button_takes_posts_answers_refusals_and_lets_missing_powers_pass(ask):
    def outcome(error):
        @act_view
        def view(request):
            if error:
                raise error
            return HttpResponse("ok")

        return view

    assert outcome(None)(ask()).status_code == 405
    assert outcome(None)(ask(method="post")).status_code == 200
    assert outcome(Refused(REFUSAL))(ask(method="post")).status_code == 422
    with pytest.raises(PermissionDenied):
        outcome(NotPermitted("meetings.open"))(ask(method="post"))


def test_done_redirects_and_tells_htmx_where_to_go(ask):
    assert done(ask(method="post"), "/b/x/", "好了").status_code == 302
    answer = done(ask(method="post", htmx=HTMX), "/b/x/", "好了")
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/b/x/")


def test_a_swapped_fragment_brings_its_message(ask):
    answer = swapped(ask(method="post", htmx=HTMX), "_refusal.html", {}, "已保存")
    assert "deskMessage" in answer["HX-Trigger"]
    assert answer["HX-Trigger"].isascii()


@pytest.mark.parametrize(("wanted", "number"), [("", 1), ("2", 2), ("99", 4), ("-1", 4), ("x", 1)])
def test_nonsense_pages_lead_to_a_near_one(ask, wanted, number):
    page = paginated(ask("/", page=wanted), list(range(100)), 25)
    assert page.number == number
    assert page.pages_shown == [1, 2, 3, 4]


COLUMNS = (
    Column("姓名", lambda user: user.name, order="name", title=True),
    Column("账号", lambda user: user.username, tone=lambda _user: "good"),
)


@pytest.fixture
def people(db):
    for number in range(30):
        User.objects.create_user(f"u{number:02}", None, name=f"成员{number:02}")
    User.objects.create_user("danger", None, name="=1+1")
    return User.objects.all()


class PeopleFilter(RegisterFilter):
    search_fields = ("name", "username")

    class Meta:
        model = User
        fields: list[str] = []


def register(request, people):
    return register_page(
        request,
        "register.html",
        people,
        COLUMNS,
        title="人员",
        filterset=PeopleFilter,
        link=lambda u: f"/{u.pk}",
    )


def test_a_register_is_a_page_and_its_table_alone_for_htmx(ask, people):
    assert b"<html" in register(ask(), people).content
    only = register(ask("/", htmx={**HTMX, "HX-Target": "register"}), people).content
    assert b"<html" not in only
    assert b'id="register"' in only


def test_a_register_is_searched_by_every_word(ask, people):
    text = register(ask("/", q="成员 ０７"), people).content.decode()
    assert "成员07" in text
    assert "成员08" not in text


def test_a_register_is_sorted_only_by_columns_that_say_so(ask, people):
    down, heads = ordered(ask("/", sort="-0"), people, COLUMNS)
    assert down.first().name == "成员29"
    assert [head.sorted for head in heads] == ["descending", ""]
    for nonsense in ("1", "7", "x", "--0x"):
        queryset, _ = ordered(ask("/", sort=nonsense), people, COLUMNS)
        assert queryset.query == people.query or list(queryset) == list(people)


def test_a_register_asks_twice_whatever_its_length(ask, people, django_assert_num_queries):
    with django_assert_num_queries(2):
        register(ask(), people)


def test_a_workbook_has_all_rows_and_no_formula(ask, people):
    answer = register(ask("/", format="xlsx"), people)
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows())
    assert len(rows) == 32
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    assert "=1+1" in [row[0].value for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a\x00\x0bb", "\u202egnp"])
def test_no_text_becomes_a_formula_or_breaks_the_file(text):
    sheet = load_workbook(BytesIO(workbook("a/b:c", ["x"], [[text]]))).active
    assert sheet["A2"].data_type == "s"
    assert "\u202e" not in cell_value(text)


def test_a_download_has_a_harmless_name():
    header = download(b"", '../纪要"\r\nX: y.pdf')["Content-Disposition"]
    assert "\r" not in header
    assert "/" not in header


def test_no_word_finds_everything(people):
    assert people.filter(matching("  \x00 ", ("name",))).count() == people.count()


@pytest.mark.parametrize(
    ("verdict", "enabled", "text"),
    [
        (None, True, ""),
        (allow(), True, ""),
        (warn("late", "Late, for a test", "6.2-c"), True, "Late, for a test"),
        (REFUSAL, False, "4 of 9"),
    ],
)
def test_a_button_says_what_the_verdict_says(verdict, enabled, text):
    html = render_to_string("_act_button.html", {"verdict": verdict, "url": "/do/", "label": "开会"})
    assert ('type="submit"' in html) is enabled
    assert ('aria-disabled="true"' in html) is not enabled
    assert text in html


def test_the_reason_of_a_refusal_is_the_same_in_the_button_and_in_the_answer():
    with translation.override("en"):
        assert reason(REFUSAL) == Refused(REFUSAL).messages[0]


def test_words_facts_and_tones():
    with translation.override("en"):
        assert words("open_meeting") == "Open meeting"
        assert words("") == ""
        assert fact(value=True) == "yes"
        assert fact(None) == "—"
        assert fact(["quorum_not_met", 3]) == "Quorum not met、3"
        assert fact("2025-10-28T07:30:00Z") == "2025-10-28 15:30"
        assert fact({"base": 9}) == "Base 9"
    assert pairs({"items": 6}) == [("items", 6)]
    assert (tone("passed"), tone("nonsense")) == ("good", "neutral")
    assert anchor("/b/x/1/") == "b-x-1"


def test_stages_mark_the_present_one():
    html = render_to_string("_steps.html", {"steps": [Step("筹备", "done"), Step("开会", "current")]})
    assert html.count('aria-current="step"') == 1


def test_a_slot_or_entry_without_its_page_is_left_out():
    template = "{% load desk %}{% slot 'nowhere:at_all' %}{% menu_link 'nowhere:at_all' 'x' 'y' %}"
    assert Template(template).render(Context({})).strip() == ""


def test_text_of_users_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    contexts = {
        "_facts.html": {"facts": [(evil, evil)]},
        "_figure.html": {"label": evil, "value": evil, "note": evil},
        "_empty.html": {"text": evil},
        "_refusal.html": {"refusal": Refusal((evil,), evil, evil)},
        "_steps.html": {"steps": [Step(evil, "done", "", evil)]},
        "_act_button.html": {"url": "/", "label": evil, "confirm": evil, "name": evil, "value": evil},
        "_journal.html": {"entries": [{"verb": evil, "facts": {evil: evil}, "at": None, "by": evil}]},
    }
    for name, context in contexts.items():
        assert "<script" not in render_to_string(name, context), name


def test_days_are_shown_the_same_way_everywhere():
    column = Column("日期", lambda _record: date(2025, 1, 2))
    assert cell_value(column.value(None)) == date(2025, 1, 2)
