"""How do the translations of all areas become one catalogue?  `python -m config.messages`

Each area keeps its own part in locale/parts/<area>.po.  They are merged into
locale/zh_Hans/LC_MESSAGES/django.po, which is compiled beside it; neither result is edited or kept in the
repository.  A message has one translation: where English has one word for two things, each place of use names
its context (pgettext, `{% translate … context … %}`) and the parts translate message and context together.
Needs Debian's gettext.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"
HEADER = (
    'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Language: zh_Hans\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
FIELD = re.compile(r'(msgid_plural|msgid|msgctxt|msgstr(?:\[0\])?) (".*")$')
ESCAPES = {"n": "\n", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a catalogue.  places and flags as gettext writes them, "" when there are none."""

    context: str
    text: str
    plural: str
    translation: str
    places: str
    flags: str

    @property
    def key(self) -> tuple[str, str]:
        """What gettext looks a translation up by."""
        return self.context, self.text


def read_catalogue(text: str) -> Iterator[Message]:
    """Return the messages of a .po file in their order, without its header."""
    for block in re.split(r"\n\s*\n", text):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if opened := FIELD.match(line):
                name = opened[1].removesuffix("[0]")
                fields[name] = _unquoted(opened[2])
            elif line.startswith('"') and name:
                fields[name] += _unquoted(line)
        if fields.get("msgid"):
            yield Message(
                fields.get("msgctxt", ""),
                fields["msgid"],
                fields.get("msgid_plural", ""),
                fields.get("msgstr", ""),
                places=" ".join(line[3:] for line in block.splitlines() if line.startswith("#: ")),
                flags=" ".join(line for line in block.splitlines() if line.startswith("#,")),
            )


def _unquoted(literal: str) -> str:
    return re.sub(r"\\(.)", lambda escape: ESCAPES.get(escape[1], escape[1]), literal[1:-1])


def contradictions(parts: list[Path]) -> list[str]:
    """Return one sentence for each message that two parts translate differently, naming both parts."""
    first: dict[tuple[str, str], tuple[Path, str]] = {}
    sentences = []
    for part in parts:
        for message in read_catalogue(part.read_text(encoding="utf-8")):
            where, translation = first.setdefault(message.key, (part, message.translation))
            if translation != message.translation:
                sentences.append(
                    f"{message.text!r}: {translation} in {where.name}, {message.translation} in {part.name}; "
                    "keep one, or give each its context."
                )
    return sentences


def merged(parts: list[Path]) -> str:
    """Return one catalogue of all parts, which must not contradict one another.

    Raises CalledProcessError when a part is not a valid catalogue; msgcat has then named file and line.
    """
    command = ["msgcat", "--no-wrap", "--no-location", "--to-code=UTF-8", "--use-first", *map(str, parts)]
    body = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    _, _, messages = body.partition("\n\n")
    return HEADER + messages


def compile_catalogue(source: Path) -> None:
    """Compile one .po file into the .mo file beside it."""
    draft = source.with_suffix(f".{os.getpid()}.mo")
    subprocess.run(["msgfmt", "--check-format", "-o", str(draft), str(source)], check=True)
    draft.replace(source.with_suffix(".mo"))


def main() -> int:
    """Merge and compile; several people may do so at once, and a reader never sees half a file."""
    parts = sorted((LOCALE / "parts").glob("*.po"))
    if sentences := contradictions(parts):
        sys.stderr.write("\n".join(sentences) + "\n")
        return 1
    target = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{os.getpid()}.po")
    try:
        draft.write_text(merged(parts) if parts else HEADER, encoding="utf-8")
        draft.replace(target)
        compile_catalogue(target)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(error.stderr or "")
        return 1
    finally:
        draft.unlink(missing_ok=True)
    sys.stdout.write(f"{len(parts)} parts merged into {target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
