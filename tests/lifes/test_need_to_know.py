"""Who reads talks, outlines and the record of the session?  Every role, and each reading is entered."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lifes import actions
from members.models import StaffRole, User
from tests.cast import SEATS, SINCE, Cast, make_body
from tests.lifes.year import BEFORE, DAY, START, opened, prepared, spoken

pytestmark = pytest.mark.django_db
PEOPLE = ("s", "d", "a", "b", "clerk", "recorder", "inspector", "auditor", "system_admin", "outsider")


@pytest.fixture
def cast(db) -> Cast:
    made = make_body("yunling", SEATS)
    made.staff["auditor"] = User.objects.create_user("yunling-auditor", None, name="审计")
    StaffRole(group=made.group, user=made.staff["auditor"], role="auditor", since=SINCE).save()
    return made


def answers(cast: Cast, url: str) -> dict[str, int]:
    found = {}
    for who in PEOPLE:
        client = Client()
        client.force_login(cast.user(who), backend="config.auth.MatrixBackend")
        found[who] = client.get(url).status_code
    return found


def readers(found: dict[str, int]) -> set[str]:
    assert set(found.values()) <= {200, 403, 404}
    return {who for who, status in found.items() if status == 200}


def test_a_talk_is_read_by_the_two_and_each_reading_is_entered_7_2_a_10_4_c(cast: Cast) -> None:
    talk = actions.keep_talk(
        cast.group, held_on=DAY, second=cast.seats["a"], topics="心里话", by=cast.user("s"), at=BEFORE
    )
    found = answers(cast, reverse("lifes:talk_detail", args=["yunling", talk.pk]))
    assert readers(found) == {"s", "a"}
    assert [entry.by for entry in talk.entries.filter(verb="read_talk")] == [cast.user("s"), cast.user("a")]


def test_an_outline_is_read_by_author_and_secretary_7_2_d(cast: Cast) -> None:
    life = prepared(cast)
    outline = life.outlines.get(membership=cast.seats["a"])
    found = answers(cast, reverse("lifes:outline_detail", args=["yunling", outline.pk]))
    assert readers(found) == {"s", "a"}
    assert [entry.by for entry in outline.entries.filter(verb="read_outline")] == [cast.user("s")]


def test_inspectors_read_outlines_and_record_after_the_session_7_3_b(cast: Cast) -> None:
    life = opened(cast)
    record = reverse("lifes:session_detail", args=["yunling", life.pk])
    assert readers(answers(cast, record)) == {"s", "d", "a", "b", "recorder"}
    assert not life.entries.filter(verb="read_record").exists()
    spoken(cast, life)
    actions.close_session(life, by=cast.user("s"), at=START + timedelta(hours=3))
    expected = {"s", "d", "a", "b", "recorder", "inspector", "auditor"}
    assert readers(answers(cast, record)) == expected
    assert life.entries.filter(verb="read_record").count() == len(expected)
    outline = life.outlines.get(membership=cast.seats["a"])
    found = answers(cast, reverse("lifes:outline_detail", args=["yunling", outline.pk]))
    assert readers(found) == {"s", "a", "inspector", "auditor"}


def test_the_matrix_of_talks_shows_that_and_never_what_7_2_a(cast: Cast) -> None:
    life = prepared(cast)
    client = Client()
    client.force_login(cast.user("clerk"), backend="config.auth.MatrixBackend")
    text = client.get(reverse("lifes:stage_detail", args=["yunling", life.pk, "talks"])).content.decode()
    assert "12-05" in text
    assert "谈工作" not in text
