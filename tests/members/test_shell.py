"""The frame of every page in a real browser: a desk and a phone, light and dark, nothing blocked, nothing hidden."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import sync_playwright

from members.models import LeadingGroup, Membership, Term, User
from members.notifications import notify

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.django_db(transaction=True)]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]  # fmt: skip
PATHS = ("/", "/account/", "/b/yunling/notifications/", "/b/missing/")


@pytest.fixture
def secretary():
    group = LeadingGroup.objects.create(
        code="yunling", name="云岭县人民政府党组", full_name="云岭县人民政府党组", government="云岭县人民政府",
        superior="中共云岭县委员会", document_word="云政党组发",
    )  # fmt: skip
    user = User.objects.create_user("zhang", "Desk-Pass-2025", name="张建国")
    term = Term.objects.create(group=group, number=17, since=date(2021, 9, 1))
    Membership.objects.create(group=group, term=term, user=user, post="secretary", since=date(2021, 9, 1))
    notify(user, "k", "1", group=group, subject="第45次会议通知待签收", at=timezone.now())
    return user


@pytest.fixture
def page_of(chromium, live_server, secretary):
    """Return a function that logs in on a screen of some width and hands over the page and its complaints."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)

        def open_page(width: int, scheme: str = "light"):
            context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
            page = context.new_page()
            complaints: list[str] = []
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{live_server.url}/login/")
            page.fill("[name=username]", "zhang")
            page.fill("[name=password]", "Desk-Pass-2025")
            page.click("button.btn-primary")
            page.wait_for_url("**/b/yunling/")
            return page, complaints

        yield open_page
        browser.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_pages_are_accessible_and_fit(page_of, live_server, width, scheme):
    page, complaints = page_of(width, scheme)
    for path in PATHS:
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        assert not found, (path, [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found])
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.get_attribute("html", "data-bs-theme") == scheme
    assert [said for said in complaints if "404" not in said] == []


def test_the_bell_arrives_and_a_choice_of_theme_stays(page_of, live_server):
    page, _ = page_of(1440)
    assert page.inner_text(".desk-dot") == "1"
    page.click(".desk-header [aria-label='外观'], .desk-header [aria-label='Appearance']")
    page.click(".desk-header [data-theme-choice=dark]")
    page.goto(f"{live_server.url}/account/")
    assert page.get_attribute("html", "data-bs-theme") == "dark"


def test_htmx_swaps_refusals_and_runs_no_code_from_pages(page_of):
    page, _ = page_of(1440)
    page.wait_for_function("window.htmx !== undefined")
    rules = page.evaluate("htmx.config.responseHandling")
    assert next(rule for rule in rules if rule["code"] == "422")["swap"] is True
    assert page.evaluate("[htmx.config.allowEval, htmx.config.includeIndicatorStyles]") == [False, False]


def test_the_menu_opens_on_a_phone(page_of):
    page, _ = page_of(390)
    assert not page.is_visible(".desk-menu")
    page.click(".desk-bar button")
    page.wait_for_selector(".desk-menu", state="visible")
