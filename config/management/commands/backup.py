"""How is an embedded installation copied while it runs?  One archive of database and uploads, no keys.

Keys are left out on purpose: the host key of secret ballots must not lie where the database lies.
"""

import os
import sqlite3
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


def copy_database(source: Path, target: Path) -> None:
    """Copy an SQLite database that others write to meanwhile; the copy is whole.

    Raises CommandError when the copy does not pass SQLite's own check.
    """
    origin, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        origin.backup(copy)
        result = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        origin.close()
        copy.close()
    if result != "ok":
        raise CommandError(f"The copy of the database is damaged: {result}")


class Command(BaseCommand):
    """Write one .tar.gz that only its owner may read."""

    requires_system_checks = ()  # a backup must be possible when something is wrong
    help = "Copy database and uploads of an embedded installation into one archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target", type=Path, help="the file to write, for example /backup/desk-monday.tar.gz"
        )

    def handle(self, *args: Any, target: Path, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL: use pg_dump, see docs/administration.md.")
        if target.exists():
            raise CommandError(f"{target} exists already.")
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
            database = Path(folder) / "desk.sqlite3"
            copy_database(Path(settings.DATABASES["default"]["NAME"]), database)
            # After the database: a file may be there without its row, never the other way round.
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
                archive.add(database, "desk.sqlite3")
                if Path(settings.MEDIA_ROOT).exists():
                    archive.add(settings.MEDIA_ROOT, "uploads")
        self.stdout.write(f"{target}: {target.stat().st_size} bytes; the keys are not in it.")
