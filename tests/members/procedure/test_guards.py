"""Does the database itself refuse, on the engine at hand, whatever way a write takes?"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from members.procedure import guards, triggers
from members.procedure.guards import ByLifecycle, Frozen, InsertOnly, SealedIn
from members.procedure.lifecycle import Lifecycle, step

pytestmark = pytest.mark.django_db

FINAL = frozenset({"archived"})
LIFE = Lifecycle(
    (step("open", "draft", "open"), step("correct", "open"), step("archive", "open", "archived"))
)
is_sqlite = connection.vendor == "sqlite"


@pytest.fixture
def registry() -> Iterator[object]:
    """Six tables of a scratch body, made and guarded inside the test's own transaction."""
    with isolate_apps("members.procedure") as scratch:

        class Meeting(models.Model):
            state = models.CharField(max_length=8)
            guards = (SealedIn((), FINAL), ByLifecycle())
            lifecycle = LIFE

            class Meta:
                app_label = "procedure"
                db_table = "scratch_meeting"

        class Item(models.Model):
            meeting = models.ForeignKey(Meeting, models.PROTECT)
            title = models.CharField(max_length=20)
            friends = models.ManyToManyField("self", db_table="scratch_friends", symmetrical=False)
            guard = SealedIn(("meeting",), FINAL)

            class Meta:
                app_label = "procedure"
                db_table = "scratch_item"

        class Line(models.Model):
            item = models.ForeignKey(Item, models.PROTECT, null=True)
            title = models.CharField(max_length=20)
            place = models.IntegerField(null=True)
            guard = SealedIn(("item", "meeting"), FINAL, locked=True)

            class Meta:
                app_label = "procedure"
                db_table = "scratch_line"

        class Entry(models.Model):
            verb = models.CharField(max_length=20)
            guard = InsertOnly()

            class Meta:
                app_label = "procedure"
                db_table = "scratch_entry"

        class Poll(models.Model):
            state = models.CharField(max_length=8)
            electorate = models.CharField(max_length=8, null=True)
            note = models.CharField(max_length=8, blank=True)
            guard = Frozen(("electorate",), frozenset({"open", "closed"}))

            class Meta:
                app_label = "procedure"
                db_table = "scratch_poll"

        make_tables()
        guards.install(connection, scratch)
        yield scratch


def make_tables() -> None:
    key = "integer PRIMARY KEY" if is_sqlite else "bigint PRIMARY KEY"
    run(
        f"CREATE TABLE scratch_meeting (id {key}, state varchar(8))",
        f"CREATE TABLE scratch_item (id {key}, meeting_id bigint, title varchar(20))",
        f"CREATE TABLE scratch_line (id {key}, item_id bigint, title varchar(20), place integer)",
        "CREATE UNIQUE INDEX scratch_title ON scratch_line (item_id, title)",
        "CREATE UNIQUE INDEX scratch_place ON scratch_line (place) WHERE title = 'last'",
        "CREATE UNIQUE INDEX scratch_lower ON scratch_line (lower(title), item_id)",
        f"CREATE TABLE scratch_entry (id {key}, verb varchar(20) UNIQUE)",
        f"CREATE TABLE scratch_poll (id {key}, state varchar(8), electorate varchar(8), note varchar(8))",
        f"CREATE TABLE scratch_friends (id {key}, from_item_id bigint, to_item_id bigint)",
        "INSERT INTO scratch_meeting VALUES (1, 'open'), (2, 'archived'), (3, 'draft')",
        "INSERT INTO scratch_item VALUES (1, 1, 'a'), (2, 2, 'a')",
        "INSERT INTO scratch_friends VALUES (1, 1, 2), (2, 2, 1)",
        "INSERT INTO scratch_line VALUES (1, 1, 'a', 1), (2, 2, 'a', 2), (3, NULL, 'a', 3), (4, 2, 'last', 9)",
        "INSERT INTO scratch_entry VALUES (1, 'open')",
        "INSERT INTO scratch_poll VALUES (1, 'draft', NULL, ''), (2, 'open', 'ab', '')",
    )


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def refused(kind: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=f"^{kind} on scratch_"), transaction.atomic():
        yield


RETITLE = "UPDATE scratch_item SET title = 'b' WHERE id = 2"
HOLLOW = "() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
REFUSED = [
    ("insert_only", "UPDATE scratch_entry SET verb = 'x'"),
    ("insert_only", "DELETE FROM scratch_entry"),
    ("insert_only", "DELETE FROM scratch_entry WHERE id = 1"),
    ("sealed", "UPDATE scratch_meeting SET id = 7 WHERE id = 2"),
    ("sealed", "DELETE FROM scratch_meeting WHERE id = 2"),
    ("sealed", "INSERT INTO scratch_item VALUES (9, 2, 'late')"),
    ("sealed", RETITLE),
    ("sealed", "UPDATE scratch_item SET meeting_id = 1 WHERE id = 2"),
    ("sealed", "UPDATE scratch_item SET meeting_id = 2 WHERE id = 1"),
    ("sealed", "DELETE FROM scratch_item WHERE id = 2"),
    ("sealed", "INSERT INTO scratch_line VALUES (9, 2, 'late', 0)"),
    ("sealed", "UPDATE scratch_line SET title = 'b' WHERE id = 2"),
    ("sealed", "UPDATE scratch_line SET item_id = 2 WHERE id = 3"),
    ("sealed", "UPDATE scratch_line SET item_id = NULL WHERE id = 2"),
    ("sealed", "DELETE FROM scratch_line WHERE id = 2"),
    ("sealed", "INSERT INTO scratch_friends VALUES (9, 2, 1)"),
    ("sealed", "UPDATE scratch_friends SET from_item_id = 1 WHERE id = 2"),
    ("sealed", "DELETE FROM scratch_friends WHERE id = 2"),
    ("frozen", "UPDATE scratch_poll SET electorate = 'cd' WHERE id = 2"),
    ("frozen", "UPDATE scratch_poll SET electorate = NULL WHERE id = 2"),
    ("frozen", "DELETE FROM scratch_poll WHERE id = 2"),
    ("by_lifecycle", "UPDATE scratch_meeting SET state = 'archived' WHERE id = 3"),
    ("by_lifecycle", "UPDATE scratch_meeting SET state = 'draft' WHERE id = 1"),
    ("by_lifecycle", "UPDATE scratch_meeting SET state = 'other' WHERE id = 1"),
]
REFUSED_ON_SQLITE = [
    ("insert_only", "INSERT OR REPLACE INTO scratch_entry VALUES (1, 'x')"),
    ("insert_only", "REPLACE INTO scratch_entry (verb) VALUES ('open')"),
    ("insert_only", "INSERT INTO scratch_entry VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET verb = 'x'"),
    ("sealed", "INSERT OR REPLACE INTO scratch_meeting VALUES (2, 'open')"),
    ("sealed", "INSERT OR REPLACE INTO scratch_item VALUES (2, 1, 'moved')"),
    ("sealed", "INSERT OR REPLACE INTO scratch_line VALUES (2, 1, 'moved', 0)"),
    ("sealed", "INSERT OR REPLACE INTO scratch_line VALUES (8, 1, 'last', 9)"),
    ("sealed", "UPDATE OR REPLACE scratch_line SET id = 2 WHERE id = 1"),
    ("sealed", "UPDATE OR REPLACE scratch_line SET title = 'last', place = 9 WHERE id = 1"),
    ("frozen", "INSERT OR REPLACE INTO scratch_poll VALUES (2, 'draft', 'cd', '')"),
]
REFUSED_ON_POSTGRESQL = [
    ("insert_only", "TRUNCATE scratch_entry"),
    ("sealed", "TRUNCATE scratch_line"),
    ("sealed", "TRUNCATE scratch_meeting CASCADE"),
    ("frozen", "TRUNCATE scratch_poll"),
    ("insert_only", "INSERT INTO scratch_entry VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET verb = 'x'"),
    ("insert_only", "SET LOCAL session_replication_role = replica; DELETE FROM scratch_entry"),
    (
        "sealed",
        "CREATE TEMPORARY TABLE scratch_meeting AS SELECT 2 AS id, 'open' AS state; " + RETITLE,
    ),
]
OF_THIS_ENGINE = REFUSED_ON_SQLITE if is_sqlite else REFUSED_ON_POSTGRESQL


@pytest.mark.parametrize(("kind", "statement"), REFUSED + OF_THIS_ENGINE)
def test_refused(registry, kind: str, statement: str) -> None:
    with refused(kind):
        run(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO scratch_entry VALUES (2, 'close')",
        "UPDATE scratch_meeting SET state = 'archived' WHERE id = 1",
        "UPDATE scratch_meeting SET state = 'open' WHERE id = 1",
        "INSERT INTO scratch_item VALUES (9, 1, 'b')",
        "UPDATE scratch_item SET title = 'b' WHERE id = 1",
        "INSERT INTO scratch_line VALUES (9, 1, 'b', 9)",
        "INSERT INTO scratch_line VALUES (9, NULL, 'b', 2)",
        "UPDATE scratch_line SET title = 'b' WHERE item_id = 1 OR item_id IS NULL",
        "DELETE FROM scratch_line WHERE id = 1",
        "DELETE FROM scratch_friends WHERE id = 1",
        "UPDATE scratch_poll SET note = 'x' WHERE id = 2",
        "UPDATE scratch_poll SET state = 'closed' WHERE id = 2",
        "UPDATE scratch_poll SET state = 'open', electorate = 'ef' WHERE id = 1",
        "DELETE FROM scratch_poll WHERE id = 1",
    ],
)
def test_allowed(registry, statement: str) -> None:
    run(statement)


def test_a_row_is_sealed_from_the_moment_its_record_is(registry) -> None:
    run(
        "UPDATE scratch_line SET title = 'b' WHERE id = 1",
        "UPDATE scratch_meeting SET state = 'archived' WHERE id = 1",
    )
    with refused("sealed"):
        run("UPDATE scratch_line SET title = 'c' WHERE id = 1")


def test_the_manager_meets_the_same_refusal(registry) -> None:
    entry = registry.get_model("procedure", "Entry")
    with refused("insert_only"):
        entry._base_manager.update(verb="x")
    with refused("insert_only"):
        entry._base_manager.all()._raw_delete("default")


def test_installing_twice_changes_nothing(registry) -> None:
    before = triggers.standing(connection)
    assert guards.install(connection, registry) == len(before)
    assert triggers.standing(connection) == before


def test_guards_that_nobody_declares_any_more_go(registry) -> None:
    run("DROP TABLE scratch_poll")
    guards.install(connection, registry)
    assert not [guard for guard in triggers.standing(connection) if "poll" in guard.name]


def test_a_dropped_guard_is_missing_until_it_is_installed(registry) -> None:
    assert guards.missing(connection, registry) == []
    name = next(guard.name for guard in triggers.standing(connection) if guard.table == "scratch_entry")
    run(f'DROP TRIGGER "{name}"' + ("" if is_sqlite else " ON scratch_entry"))
    assert guards.missing(connection, registry) == [name]
    guards.install(connection, registry)
    assert guards.missing(connection, registry) == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    "tampering",
    [
        "ALTER TABLE scratch_entry DISABLE TRIGGER guard_0_insert_only_scratch_entry",
        "ALTER TABLE scratch_entry ENABLE TRIGGER guard_0_insert_only_scratch_entry",
        "ALTER TABLE scratch_entry DISABLE TRIGGER guard_0_insert_only_scratch_entry_t",
        "CREATE OR REPLACE FUNCTION guard_0_insert_only_scratch_entry" + HOLLOW,
    ],
)
def test_a_weakened_guard_counts_as_missing(registry, tampering: str) -> None:
    run(tampering)
    assert guards.missing(connection, registry) == ["guard_0_insert_only_scratch_entry"]
    guards.install(connection, registry)
    with refused("insert_only"):
        run("DELETE FROM scratch_entry")


def test_dropped_takes_the_guards_away_for_a_while_only(registry) -> None:
    with guards.dropped(connection, registry):
        run("DELETE FROM scratch_entry")
        assert triggers.standing(connection) == []
    assert guards.missing(connection, registry) == []


def test_dropped_puts_them_up_again_after_a_failure(registry) -> None:
    with pytest.raises(ZeroDivisionError), guards.dropped(connection, registry):
        raise ZeroDivisionError
    assert guards.missing(connection, registry) == []


def test_every_guard_of_the_product_stands_in_a_fresh_database() -> None:
    assert guards.missing(connection) == []
    assert guards.is_guarded()
    assert guards.check_guards(databases=["default"]) == []


def test_the_check_names_what_is_missing_and_asks_no_database_by_itself(registry) -> None:
    assert guards.check_guards(databases=None) == []


@pytest.mark.django_db(transaction=True)
def test_migrate_puts_the_guards_up_again() -> None:
    standing = triggers.standing(connection)
    with transaction.atomic():
        triggers.drop(connection, standing)
    assert len(guards.check_guards(databases=["default"])) == len(standing)
    call_command("migrate", verbosity=0)
    assert triggers.standing(connection) == standing


def test_sqlite_is_new_enough_for_the_triggers() -> None:
    assert sqlite3.sqlite_version_info >= (3, 39)
