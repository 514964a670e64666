"""Which sentences does the software say?  Every message id in code and templates, with where it is said."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import templatize

from config.messages import LOCALE, Message, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "members", "meetings", "votes", "study", "lifes", "reports")
NOT_FACTS = frozenset({"by", "at", "on_behalf_of", "before", "after", "facts", "lock", "law"})
KEYWORDS = (
    *("gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "pgettext_lazy:1c,2"),
    *("_now", "translated"),  # names of `gettext` where `_` is the lazy one
)


def sources() -> list[Path]:
    """Return the Python files of all apps, migrations excepted."""
    return sorted(p for app in APPS for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts)


def templates() -> list[Path]:
    """Return all templates."""
    return sorted(p for p in (ROOT / "templates").rglob("*") if p.suffix in {".html", ".txt"})


Key = tuple[str, str]
"""Context ("" for none) and text of a message."""


def parts() -> list[Path]:
    """Return the parts of the catalogue, one an area."""
    return sorted((LOCALE / "parts").glob("*.po"))


def translations() -> dict[Key, Message]:
    """Return every translation of the parts."""
    return {
        message.key: message
        for part in parts()
        for message in read_catalogue(part.read_text(encoding="utf-8"))
    }


def extracted(folder: Path) -> dict[Key, str]:
    """Return each message of code and templates with its first place.  folder: an empty one for intermediate files."""
    in_code = _extracted([str(p.relative_to(ROOT)) for p in sources()], ROOT)
    for page in templates():
        code = folder / f"{str(page.relative_to(ROOT)).replace('/', '+')}.py"
        code.write_text(templatize(page.read_text(encoding="utf-8"), origin=str(page)), encoding="utf-8")
    in_pages = _extracted([p.name for p in sorted(folder.glob("*.py"))], folder)
    return {**{key: place.replace("+", "/") for key, place in in_pages.items()}, **in_code}


def _extracted(files: list[str], where: Path) -> dict[Key, str]:
    command = [
        "xgettext",
        "--language=Python",
        "--from-code=UTF-8",
        "--no-wrap",
        "--output=-",
        "--files-from=-",
    ]
    command += [f"--keyword={word}" for word in ("_", "gettext", "ngettext:1,2", *KEYWORDS)]
    done = subprocess.run(
        command,
        input="\n".join(files),
        cwd=where,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return {message.key: message.places for message in read_catalogue(done.stdout)}


def identifiers() -> set[str]:
    """Return every lower-case word of code and templates; `words` makes a message of an identifier."""
    return {
        name
        for file in (*sources(), *templates())
        for name in re.findall(r"[a-z][a-z0-9_]*", file.read_text(encoding="utf-8"))
    }


def spoken_codes() -> dict[str, str]:
    """Return the message id of each code the journal shows: acts, and the names of their facts, with the file."""
    found: dict[str, str] = {}
    for source in sources():
        place = str(source.relative_to(ROOT))
        if "rehearsal" in source.parts or "commands" in source.parts:
            continue
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            for code in _codes(node):
                text = code.replace("_", " ").strip()
                found.setdefault(text[:1].upper() + text[1:], place)
    return found


def _codes(node: ast.AST) -> Iterator[str]:
    """Find verbs and names of facts: step("verb"), enter(…, "verb", facts={}), advance(…, fact=…), facts[…]."""
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "facts"
    ):
        yield from _texts([node.slice])
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in {"enter", "advance"}:
        yield from _texts(node.args[1:2])
        yield from (word.arg for word in node.keywords if word.arg and word.arg not in NOT_FACTS)
        for word in node.keywords:
            if word.arg == "facts" and isinstance(word.value, ast.Dict):
                yield from _texts([key for key in word.value.keys if key])
    elif name == "step":
        yield from _texts(node.args[:1])
    elif name in {"allow", "warn", "refuse"}:
        yield from (word.arg for word in node.keywords if word.arg)


def _texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
