"""Do the migrations go forward from a database of the first release, and end where an empty one ends?"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.migrations.first_release import load

ROOT = Path(__file__).resolve().parents[2]


def migrated(folder: Path) -> Path:
    """Run `manage.py migrate` on the database of a folder, as `make run` does."""
    environment = {key: value for key, value in os.environ.items() if key != "TEST_DATABASE_URL"}
    environment |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return folder / "desk.sqlite3"


def rows(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def schema(path: Path) -> set[tuple[str, str, str]]:
    with sqlite3.connect(path) as database:
        return set(database.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@pytest.mark.once
def test_migrations_apply_to_a_database_of_the_first_release(tmp_path: Path) -> None:
    """Every record stays, and the tables are those of an empty database.

    Fails when a first migration is edited: write a second one.  Before the first release is tagged, write the dump anew.
    """
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    load(old / "desk.sqlite3")
    before = rows(old / "desk.sqlite3")
    assert before["meetings_meeting"] == 3
    after = rows(migrated(old))
    django_s = ("django_", "auth_", "reports_search_pairs")  # what Django and the index keep for themselves
    lost = {n: (before[n], after[n]) for n in before.keys() & after.keys() if after[n] < before[n]}
    assert {name: counts for name, counts in lost.items() if not name.startswith(django_s)} == {}
    assert schema(old / "desk.sqlite3") == schema(migrated(new))
    with sqlite3.connect(old / "desk.sqlite3") as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
