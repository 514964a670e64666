"""A democratic-life meeting in a real browser, from its theme to readiness, each person on a screen of his own."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from lifes import actions
from reports.demo.cast import Cast
from reports.demo.story import read
from tests.journeys.life_stages import (
    opinions_are_sought,
    outline_is_written,
    problem_is_listed,
    study_is_linked,
    talk_is_kept,
    theme_is_fixed,
)
from tests.journeys.screen import PHONE, WIDE, Desks

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_from_the_theme_to_readiness_7_1_a_7_2_a_7_2_b_7_2_c_7_2_d(
    cast: Cast, desks: Desks, browser: Browser
) -> None:
    clerk, secretary, member = desks(clerk=WIDE, secretary=WIDE, member1=PHONE).values()
    session = timezone.localdate() + timedelta(days=20)
    life = theme_is_fixed(clerk, session)
    study_is_linked(clerk, life)
    opinions_are_sought(clerk, browser, cast, life)
    talk_is_kept(secretary, clerk, cast, life)
    problem_is_listed(member, cast, life)
    outline_is_written(member, secretary, life)
    # While outlines are missing the button says so; the others hand theirs in without screens.
    clerk.go("lifes:life_detail", life.pk)
    ready = clerk.page.locator("[data-code=outlines_missing]")
    assert ready.count() == 1
    for key in cast.in_office(session):
        if key != "member1":
            write_without_screen(cast, life, key)
    clerk.go("lifes:life_detail", life.pk)
    clerk.press("lifes:life_ready", life.pk)
    clerk.look_twice("life-ready")
    life.refresh_from_db()
    assert life.state == "ready"
    assert not [*clerk.complaints, *secretary.complaints, *member.complaints]


def write_without_screen(cast: Cast, life: object, key: str) -> None:
    at, user = timezone.now(), cast.users[key]
    outline = actions.begin_outline(life, by=user, at=at)
    actions.write_outline(outline, read("life_words")["outlines"][key], by=user, at=at)
    actions.submit_outline(outline, by=user, at=at)
    if key != "secretary":
        actions.approve_outline(outline, by=cast.users["secretary"], at=at)
