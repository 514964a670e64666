"""How do the translations of all areas become one catalogue?  `python -m config.messages`

Each area keeps its own part in locale/parts/<area>.po.  They are merged into
locale/zh_Hans/LC_MESSAGES/django.po, which is compiled beside it; neither result is edited or kept in the
repository.  Needs Debian's gettext.
"""

import os
import subprocess
import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"
HEADER = (
    'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Language: zh_Hans\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
CONFLICT = "#-#-#-#-#"


def merged(parts: list[Path]) -> str:
    """Return one catalogue of all parts; where two translate a message differently the first one wins.

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
