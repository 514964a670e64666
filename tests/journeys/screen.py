"""One person's browser: logs in, presses, looks, and keeps every complaint of the console.

DESK_PICTURES=1 writes the pictures of docs/pictures on the way; DESK_PICTURES=<folder> besides whole pages there.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, Response

from reports.demo.cast import PASSWORD

ARGS = (
    "--no-sandbox",
    "--lang=zh-CN",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
FOUNDED = datetime(2024, 11, 4, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
WIDE, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}
PICTURES = os.environ.get("DESK_PICTURES", "")
KEPT = {"home-1440", "agenda-1440", "sitting-1440", "sitting-390", "mine-390", "minutes-1440"}
NAMES_BREACHES = """addEventListener("securitypolicyviolation", (breach) => console.error(
  "breach", breach.violatedDirective, breach.sourceFile, breach.lineNumber, breach.target?.outerHTML?.slice(0, 160)))"""
SETTLED = (
    "() => document.readyState === 'complete' && !document.querySelector('.htmx-request, .htmx-settling')"
)


class Desk:
    """One person's browser: logs in, presses, and keeps every complaint of the console."""

    def __init__(self, browser: Browser, live: str, group: str, size: dict[str, int]) -> None:
        self.context = browser.new_context(
            base_url=live, viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.group = group
        self.complaints: list[str] = []
        self.page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        self.page.add_init_script(NAMES_BREACHES)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def log_in(self, name: str) -> "Desk":
        self.page.goto(reverse("members:login"))
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("form button[type=submit]")
        self.page.wait_for_url(f"**/b/{self.group}/")
        return self

    def url(self, name: str, *args: object) -> str:
        return reverse(name, args=[self.group, *args])

    def go(self, name: str, *args: object) -> None:
        self.page.goto(self.url(name, *args))

    def follow(self, link: Locator) -> None:
        """Follow a link to another page: wait until the page it stands on is quiet, and for the page it leads to.

        A list that is fetched anew while one presses takes its links along; the click would be lost.
        """
        self.page.wait_for_function(SETTLED)
        self.page.evaluate("window.left = false")
        link.first.click()
        self.page.wait_for_function("() => window.left === undefined")
        self.page.wait_for_function(SETTLED)

    def follow_to(self, name: str, *args: object) -> None:
        """Follow the link to a page."""
        self.follow(self.page.locator(f'main a[href="{self.url(name, *args)}"]'))

    @contextmanager
    def posted(self, *, yes: bool = False) -> Iterator[None]:
        """Press inside; say yes where the page asks; wait for the answer and until the page is quiet again."""
        self.page.evaluate("window.unanswered = true")
        with self.page.expect_response(lambda r: r.request.method == "POST", timeout=180_000) as answer:
            yield
            if yes:
                self.page.click("#confirm button[value=yes]")
        given: Response = answer.value
        assert given.status < 400, f"{given.url} answered {given.status}"
        leads_on = given.status in (302, 303) or "hx-redirect" in given.headers
        if leads_on or given.request.is_navigation_request():
            self.page.wait_for_function("() => !window.unanswered")
        self.page.wait_for_function(SETTLED)

    def press(self, name: str, *args: object, value: object = None, yes: bool = False) -> None:
        """Press the button of the form that posts to a page; value: of its submit button or hidden field."""
        forms = self.page.locator(f'form[action="{self.url(name, *args)}"]')
        if value is not None:
            button = forms.locator(f'button[value="{value}"]')
            if not button.count():
                forms = forms.filter(has=self.page.locator(f'input[type=hidden][value="{value}"]'))
        if value is None or not button.count():
            button = forms.locator("button[type=submit]")
        with self.posted(yes=yes):
            button.first.click()

    def sheet(self, name: str, *args: object, tick: str = "", **fields: str) -> None:
        """Open a form in the dialog, fill it in and send it."""
        self.page.locator(f'a[hx-get="{self.url(name, *args)}"]').first.click()
        form = self.page.locator("#sheet-body form")
        fill(form, fields)
        if tick:
            form.locator(f'input[value="{tick}"]').check()
        with self.posted():
            form.locator("button[type=submit]").click()

    def send(self, **fields: str) -> None:
        """Fill in the form of a page of its own and send it."""
        form = self.page.locator("main form[data-unsaved]")
        fill(form, fields)
        with self.posted():
            form.locator("button[type=submit]").last.click()

    def look(self, picture: str) -> None:
        """See that nothing serious bars the way of a reader, and take the picture when pictures are wanted."""
        found = Axe().run(self.page).response["violations"]
        grave = {
            f"{one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in found
            if one["impact"] in {"serious", "critical"}
        }
        assert not grave, f"{picture}: {grave}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{picture}: {wide} pixels wider than the screen"
        if PICTURES:
            self.page.evaluate("scrollTo(0, 0); document.getElementById('toasts')?.replaceChildren()")
            self.page.wait_for_timeout(400)
            if picture in KEPT:
                self.page.screenshot(path=f"docs/pictures/{picture}.png")
            if PICTURES != "1":
                self.page.screenshot(path=f"{PICTURES}/{picture}.png", full_page=True)

    def look_twice(self, picture: str) -> None:
        """Look at a page on the wide screen and on the phone."""
        self.look(f"{picture}-1440")
        self.page.set_viewport_size(PHONE)
        self.look(f"{picture}-390")
        self.page.set_viewport_size(WIDE)


def fill(form: Locator, fields: dict[str, str]) -> None:
    for name, text in fields.items():
        field = form.locator(f'[name="{name}"]').first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        elif field.get_attribute("type") == "checkbox":
            form.locator(f'[name="{name}"][value="{text}"]').check()
        else:
            field.fill(text)


Desks = Callable[..., dict[str, Desk]]
"""Sits people down: `desks(clerk=WIDE, member1=PHONE)` returns the desk of each, logged in."""
