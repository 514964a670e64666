"""How is SQLite opened so that nobody is locked out and no acknowledged vote is lost?"""

from pathlib import Path
from typing import Any


def sqlite(path: Path, synchronous: str = "FULL") -> dict[str, Any]:
    """Describe the database in one file.

    Writers queue from the start of their transaction (IMMEDIATE): in SQLite's default mode most of several
    simultaneous writers fail.  FULL, because an acknowledged vote must survive a power cut.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};"
                "PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
            ),
        },
    }
