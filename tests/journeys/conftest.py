"""One browser for all journeys, a county's body, and the desks of its people."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from reports.demo import cast as casting
from reports.demo.cast import Cast
from tests.journeys.screen import ARGS, FOUNDED, Desk, Desks


@pytest.fixture(scope="package")
def launched(chromium: str) -> Iterator[Browser]:
    """A browser, closed when the next test is no journey: its event loop runs in the thread of the tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGS))
        yield browser
        browser.close()


@pytest.fixture
def browser(launched: Browser) -> Iterator[Browser]:
    """The browser, without a window at the beginning and at the end."""
    yield launched
    # Screens that ask again and again fall silent before the database is put away.
    for page in [page for context in launched.contexts for page in context.pages]:
        page.goto("about:blank")
        page.wait_for_timeout(300)
    for context in launched.contexts:
        context.close()


@pytest.fixture
def cast() -> Cast:
    """A county's body."""
    return casting.found(casting.YUNLING, *casting.administrators(), FOUNDED)


@pytest.fixture
def desks(cast: Cast, live_server: object, browser: Browser) -> Desks:
    """Sit people down, each at a screen of that size: `desks(clerk=WIDE, member1=PHONE)`."""

    def seated(**sizes: dict[str, int]) -> dict[str, Desk]:
        return {
            name: Desk(browser, str(live_server), cast.group.code, size).log_in(name)
            for name, size in sizes.items()
        }

    return seated
