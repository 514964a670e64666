"""How are environment variables read?  Typed readers that fail loudly and name the variable that is wrong."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.FileAwareEnv()


def _read(name: str, kind: type[Any], default: Any = None) -> Any:
    """Read one variable, or the file that NAME_FILE points to.

    Raises ImproperlyConfigured when it is missing (and has no default), empty, or not of its kind.
    """
    if default is not None and not _env.str(name, default=""):
        return default
    try:
        value = _env.get_value(name, cast=kind)
    except ImproperlyConfigured:
        raise ImproperlyConfigured(f"{name} is not set. See docs/administration.md.") from None
    except (TypeError, ValueError):
        raise ImproperlyConfigured(f"{name} is not a valid {kind.__name__}.") from None
    if value in ("", []):
        raise ImproperlyConfigured(f"{name} is empty. See docs/administration.md.")
    return value


def text(name: str, default: str | None = None) -> str:
    """Return a string."""
    return str(_read(name, str, default)).strip()


def optional(name: str) -> str:
    """Return a string, "" when the variable is missing or empty."""
    return str(_env.str(name, default="")).strip()


def whole(name: str, default: int | None = None) -> int:
    """Return an integer."""
    return int(_read(name, int, default))


def flag(name: str, *, default: bool | None = None) -> bool:
    """Return a yes or no; only true/false, yes/no, on/off and 1/0 are understood.

    Raises ImproperlyConfigured on any other word: a mistyped "ture" must not quietly mean no.
    """
    word = str(_read(name, str, None if default is None else str(default))).strip().lower()
    if word in ("true", "yes", "on", "1"):
        return True
    if word in ("false", "no", "off", "0"):
        return False
    raise ImproperlyConfigured(f"{name} is neither yes nor no: {word!r}.")


def words(name: str, default: list[str] | None = None) -> list[str]:
    """Return a comma-separated list, without blanks."""
    value = _read(name, str, "," if default is not None else None)
    result = [word.strip() for word in str(value).split(",") if word.strip()]
    if result:
        return result
    if default is None:
        raise ImproperlyConfigured(f"{name} is empty. See docs/administration.md.")
    return default


def folder(name: str, default: Path) -> Path:
    """Return an absolute path; the folder need not exist yet."""
    return Path(text(name, str(default))).expanduser().resolve()


def key_file(name: str) -> Path:
    """Return the path of a key file that must be there and be readable.

    Raises ImproperlyConfigured when it is not.
    """
    path = Path(text(name)).expanduser().resolve()
    try:
        empty = not path.read_bytes()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: {path} cannot be read ({error.strerror}).") from None
    if empty:
        raise ImproperlyConfigured(f"{name}: {path} is empty.")
    return path


def database(name: str) -> dict[str, Any]:
    """Return Django's description of the database at a URL (postgres://user:password@host:port/name).

    Raises ImproperlyConfigured for any engine but PostgreSQL.
    """
    url = text(name)
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgres://")
    return dict(_env.db_url_config(url))


def address(name: str) -> str:
    """Return a URL with scheme and host.

    Raises ImproperlyConfigured when either is missing.
    """
    value = text(name)
    parts = urlsplit(value)
    if not parts.scheme or not parts.hostname:
        raise ImproperlyConfigured(f"{name} is not a URL.")
    return value
