"""The rules page in the browser: for those of the body, on the day asked for."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from members.models import LeadingGroup, StaffRole, User
from members.models.body import RuleAdoption
from members.procedure.rulebook import book

pytestmark = pytest.mark.django_db

KEY = "work-rules-2024"


def body(code: str) -> LeadingGroup:
    group = LeadingGroup(
        code=code, name=code, full_name=code, government=code, superior="县委", document_word="某"
    )
    group.save()
    RuleAdoption(group=group, rulebook=KEY).save()
    return group


@pytest.fixture
def reader(client: Client) -> Client:
    user = User.objects.create_user("clerk", name="文书")
    StaffRole(group=body("here"), user=user, role="clerk", since=date(2024, 1, 1)).save()
    client.force_login(user)
    return client


def page(client: Client, code: str = "here", **query: str) -> tuple[int, str]:
    response = client.get(reverse("members:rulebook_detail", args=[code]), query)
    return response.status_code, response.content.decode()


def test_page_shows_every_paragraph_and_clause(reader: Client) -> None:
    status, html = page(reader)
    assert status == 200
    rules = book(KEY)
    for text in (*rules.notice, *(text for article in rules.articles for text in article.paragraphs)):
        assert text in html
    assert re.findall(r'id="clause-([^"]+)"', html).count("11-c") == 1
    assert sorted(re.findall(r'id="clause-([^"]+)"', html)) == sorted(c.id for c in rules.clauses)


@pytest.mark.parametrize("on", ["2025-03-18", "2024-11-01", "", "nonsense", "2025-13-40"])
def test_page_of_a_day_in_force_or_of_today(reader: Client, on: str) -> None:
    assert f'id="clause-{"11-" + "a"}"' in page(reader, on=on)[1]


def test_page_of_the_day_before_says_that_no_law_is_found_11_a(reader: Client) -> None:
    status, html = page(reader, on="2024-10-31")
    assert status == 200
    assert "2024-10-31" in html
    assert 'id="clause-' not in html


def test_page_of_another_body_is_not_there(reader: Client) -> None:
    body("there")
    assert page(reader, "there")[0] == 404


def test_page_asks_for_a_log_in(client: Client) -> None:
    body("here")
    assert page(client)[0] == 302


def test_page_is_read_only(reader: Client) -> None:
    assert reader.post(reverse("members:rulebook_detail", args=["here"])).status_code == 405


def test_page_speaks_chinese(reader: Client) -> None:
    html = page(reader)[1]
    for words in ("半数以上（含半数）", "印发通知", "强制", "本地选择"):
        assert words in html


def test_page_costs_few_queries(reader: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(10):
        page(reader)
