"""Does the clock seal what is ready, once, and tell of what is broken?"""

import pytest
from django.db import connection

from config.celery import app
from members.models import LeadingGroup, Notification
from members.procedure import guards
from reports.archive.models import ArchivePackage
from reports.archive.verification import verify_shelf
from reports.tasks import seal_closed_meetings, verify_archives
from tests.world.sealed import LaterStory

pytestmark = pytest.mark.django_db


def test_the_clock_knows_both_tasks() -> None:
    due = {entry["task"] for entry in app.conf.beat_schedule.values()}
    app.loader.import_default_modules()
    assert {"reports.tasks.seal_closed_meetings", "reports.tasks.verify_archives"} <= due
    assert due <= set(app.tasks)


def test_a_meeting_that_is_not_ready_is_left_alone() -> None:
    LaterStory().drafted()
    assert seal_closed_meetings() == 0
    assert not ArchivePackage.objects.exists()


def test_a_ready_meeting_is_sealed_once_by_the_clock() -> None:
    minutes = LaterStory().issued()
    assert (seal_closed_meetings(), seal_closed_meetings()) == (1, 0)
    package = ArchivePackage.objects.get(meeting=minutes.meeting_id)
    assert package.sealed_by is None
    minutes.meeting.refresh_from_db()
    assert minutes.meeting.state == "archived"


def test_a_whole_archive_is_reported_to_nobody() -> None:
    LaterStory().sealed()
    assert verify_archives() == 0
    assert not Notification.objects.filter(kind="archive_broken").exists()


def test_a_changed_package_is_found_and_told_once_a_day() -> None:
    story = LaterStory()
    package = story.sealed()
    with guards.dropped(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_archivepackage SET data = %s", [bytes(package.data) + b"x"])
    assert (verify_archives(), verify_archives()) == (1, 1)
    told = Notification.objects.filter(kind="archive_broken")
    assert {one.user for one in told} == {story.clerk, story.auditor}
    found = verify_shelf(LeadingGroup.objects.get(code="yunling"))
    assert not found.ok
    assert {where for where, _failure in found.failures()} == {package.archive_code}


def test_an_archived_meeting_without_a_package_is_found() -> None:
    package = LaterStory().sealed()
    with guards.dropped(connection), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_archivepackage")
    found = verify_shelf(package.group)
    assert [failure.code for _where, failure in found.failures()] == ["package_missing"]
