"""Which sentences does the software say?  Every message id in code and templates, with where it is said."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "members", "meetings", "votes", "study", "lifes", "reports")
NOT_FACTS = frozenset({"by", "at", "on_behalf_of", "before", "after", "facts", "lock", "law"})
KEYWORDS = ("gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "pgettext_lazy:1c,2")


def sources() -> list[Path]:
    """Return the Python files of all apps, migrations excepted."""
    return sorted(p for app in APPS for p in (ROOT / app).rglob("*.py") if "migrations" not in p.parts)


def templates() -> list[Path]:
    """Return all templates."""
    return sorted(p for p in (ROOT / "templates").rglob("*") if p.suffix in {".html", ".txt"})


def said(folder: Path) -> dict[str, str]:
    """Return each message id with the first place that says it.  folder: an empty one for intermediate files."""
    found = _extracted([str(p.relative_to(ROOT)) for p in sources()], ROOT)
    for page in templates():
        code = folder / f"{str(page.relative_to(ROOT)).replace('/', '+')}.py"
        code.write_text(templatize(page.read_text(encoding="utf-8"), origin=str(page)), encoding="utf-8")
    pages = _extracted([p.name for p in sorted(folder.glob("*.py"))], folder)
    return {**{text: place.replace("+", "/") for text, place in pages.items()}, **found}


def _extracted(files: list[str], where: Path) -> dict[str, str]:
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
    return {text: place for text, (place, _translation) in catalogue(done.stdout).items()}


def catalogue(text: str) -> dict[str, tuple[str, str]]:
    """Read a catalogue: message id → (place or flags, translation); the plural of a message counts as one more."""
    return dict(_entries(text))


def _entries(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for block in re.split(r"\n\s*\n", text):
        lines = block.splitlines()
        place = next((line[3:].split()[0] for line in lines if line.startswith("#: ")), "")
        flags = " ".join(line for line in lines if line.startswith("#,"))
        fields: dict[str, str] = {}
        name = ""
        for line in lines:
            opened = re.match(r'(msgid_plural|msgid|msgctxt|msgstr(?:\[\d\])?) (".*")$', line)
            if opened:
                name, literal = opened[1], opened[2]
                fields[name] = ""
            elif line.startswith('"') and name:
                literal = line
            else:
                continue
            fields[name] += _unquoted(literal)
        translation = fields.get("msgstr", fields.get("msgstr[0]", ""))
        for key in ("msgid", "msgid_plural"):
            if fields.get(key):
                yield fields[key], (f"{place} {flags}".strip(), translation)


def _unquoted(literal: str) -> str:
    escapes = {"n": "\n", "t": "\t"}
    return re.sub(r"\\(.)", lambda found: escapes.get(found[1], found[1]), literal[1:-1])


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
