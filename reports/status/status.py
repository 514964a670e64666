"""In which state is the installation?  Guards, engine of PDFs, fonts, clock, versions, database."""

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

from members.procedure import guards

PACKAGES = ("weasyprint", "celery", "granian", "openpyxl", "cryptography")
FONTS = ("*.otf", "*.ttf", "*.ttc")


def last_beat() -> datetime | None:
    """Return when the clock last wrote down what it has struck (it does so every few minutes), None if never."""
    place = Path(settings.CELERY_BEAT_SCHEDULE_FILENAME)
    written = [file.stat().st_mtime for file in place.parent.glob(f"{place.name}*") if file.is_file()]
    return datetime.fromtimestamp(max(written), UTC) if written else None


def fonts() -> dict[str, list[str]]:
    """Return the names of the fonts papers are set in: our own, and those the office has put beside them."""
    folders = {"own": settings.BASE_DIR / "static" / "fonts", "office": Path(settings.FONTS_DROPIN_DIR)}
    return {
        name: sorted({file.stem for pattern in FONTS for file in folder.rglob(pattern)})
        for name, folder in folders.items()
    }


def database() -> str:
    """Return name and version of the database."""
    if connection.vendor == "sqlite":
        library: str = connection.Database.sqlite_version  # type: ignore[attr-defined]  # the driver's module
        return f"SQLite {library}"
    number: int = connection.pg_version  # type: ignore[attr-defined]  # PostgreSQL is the other engine
    return f"PostgreSQL {number // 10_000}.{number % 10_000}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "—"


def product_version() -> str:
    """Return the version of the product, as its project file says."""
    for line in (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("version"):
            return line.split('"')[1]
    return "—"


def versions() -> list[tuple[str, str]]:
    """Return what is installed, by name."""
    known = [("Python", platform.python_version()), ("Django", django.get_version())]
    return known + [(package, _version(package)) for package in PACKAGES]


def missing_guards() -> list[str]:
    """Return the guards that should stand in the database and do not."""
    return guards.missing(connection)
