"""The database of the first release, with a record of everything but a sealed file: `python -m tests.migrations.first_release`.

Written anew until the release is tagged; from then on migrations go forward only, and this file stays as it is.
"""

import gzip
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DUMP = Path(__file__).with_name("first_release.sql.gz")
INDEX_OF_SEARCH = "reports_search_pairs"


def statements(database: sqlite3.Connection) -> Iterator[str]:
    """Yield what makes the database again: tables, rows, the index of the search, then indexes and triggers."""
    schema = database.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    ).fetchall()
    own = [row for row in schema if not row[1].startswith(INDEX_OF_SEARCH + "_")]
    tables = [(name, sql) for kind, name, sql in own if kind == "table"]
    yield from (sql for _name, sql in tables)
    for name, _sql in tables:
        if name == INDEX_OF_SEARCH:
            continue
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
        values = " || ',' || ".join(f'quote("{column}")' for column in columns)
        for (row,) in database.execute(f'SELECT {values} FROM "{name}" ORDER BY 1'):
            yield f'INSERT INTO "{name}" VALUES ({row})'
    yield f"INSERT INTO {INDEX_OF_SEARCH}({INDEX_OF_SEARCH}) VALUES ('rebuild')"
    yield from (sql for kind, _name, sql in own if kind == "index")
    yield from (sql for kind, _name, sql in own if kind == "trigger")


def load(path: Path) -> None:
    """Make the database of the first release in a file."""
    text = gzip.decompress(DUMP.read_bytes()).decode()
    with sqlite3.connect(path) as database:
        for statement in text.split(";\n\n"):
            database.execute(statement)


def main() -> None:
    """Build the database of today's first migrations, and write it down."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
        os.environ.pop("TEST_DATABASE_URL", None)
        import django  # noqa: PLC0415  (the folder is named before Django reads it)

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        from tests.house.town import town  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        town("own", "云岭", sealed=False)
        connection.close()
        with sqlite3.connect(Path(folder) / "desk.sqlite3") as database:
            text = ";\n\n".join(statements(database))
    DUMP.write_bytes(gzip.compress(text.encode(), mtime=0))
    sys.stdout.write(f"{DUMP}: {DUMP.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
