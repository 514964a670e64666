"""Which engine does the suite stand on, and what is left out where something is missing?

TEST_DATABASE_URL chooses PostgreSQL, REDIS_URL the broker; without them: SQLite and no broker.
"""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.guards_fixture import _guards_down_for_the_flush  # noqa: F401  (a fixture for all)
from tests.papers_fixture import _each_paper_is_set_once  # noqa: F401  (the same)
from tests.scenario_plugin import pytest_addoption, pytest_configure, pytest_generate_tests  # noqa: F401
from tests.telling import verdicts_can_be_told  # noqa: F401  (a fixture for all)
from tests.world.standing import standing_uploads  # noqa: F401  (where files of a file's world go)

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""

NEEDS = {
    "postgres": (bool(os.environ.get("TEST_DATABASE_URL")), "TEST_DATABASE_URL is not set"),
    "redis": (bool(os.environ.get("REDIS_URL")), "REDIS_URL is not set"),
    "e2e": (bool(CHROMIUM), "no Chromium on this machine: apt-get install chromium fonts-noto-cjk"),
}

# Playwright runs an event loop in the test's own thread; the tests themselves stay synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, loudly (-ra lists it), what this machine cannot run."""
    for item in items:
        for mark, (present, reason) in NEEDS.items():
            if not present and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_report_header() -> str:
    """Say at the top of every run which engine it was."""
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    browser = CHROMIUM or "none"
    return f"desk: database {engine}, broker {'redis' if settings.REDIS_URL else 'none'}, chromium {browser}"


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser for tests marked e2e."""
    return CHROMIUM


@pytest.fixture(autouse=True)
def _uploads_of_its_own(tmp_path: Path, settings) -> None:
    """Give each test an empty folder for uploads; pytest removes it."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
