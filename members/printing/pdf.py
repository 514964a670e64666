"""How does HTML become a PDF?  Through this one door, without network, without the machine's own fonts.

The only file that knows WeasyPrint.  It is loaded at the first page, not at the start: it costs 40 MB and half a
second that a worker which never prints need not pay.
"""

import base64
import importlib
import logging
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
VARIANT = "pdf/a-2b"
STYLE_SHEET = "printing/print.css"

# The colophon closes the last side of a sheet, which is an even page; a first pass tells where the text ends.
EVEN_MARK = 'data-last-side="even"'
EVEN_SIDE = ".colophon-anchor { break-before: left; page: colophon }"


class PdfUnavailable(RuntimeError):
    """The system libraries that set the text are missing; `verdict` says which to install."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason % verdict.figures)
        self.verdict = verdict


def available() -> Verdict:
    """Say whether PDFs can be made here, and if not, which packages of the system are missing."""
    try:
        _engine()
    except OSError:
        return refuse(
            "pdf_engine_missing",
            gettext_noop("PDFs cannot be made on this machine. Install these packages: %(packages)s"),
            "",
            packages=PACKAGES,
        )
    return allow()


@dataclass(frozen=True, slots=True)
class Mark:
    """What every side carries that is handed to somebody for a time: who reads it, for whom, when."""

    lines: tuple[str, ...]

    @property
    def rules(self) -> str:
        """Return the style rules that print the mark: pale across each side, and in words above it."""
        texts = "".join(
            f'<text x="40" y="{110 + 22 * number}">{escape(line)}</text>'
            for number, line in enumerate(self.lines)
        )
        drawn = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="330" height="270" viewBox="0 0 330 270">'
            f'<g transform="rotate(-24 165 135)" font-family="FandolHei" font-size="15" fill="#e6e3df">{texts}</g></svg>'
        )
        picture = base64.b64encode(drawn.encode()).decode()
        words = re.sub(r"[^\w .:·（）()〔〕-]", " ", " · ".join(self.lines))
        return (
            f'@page {{ background: url("data:image/svg+xml;base64,{picture}") repeat;'
            f' @top-center {{ content: "{words}"; font: 8pt/1.2 "FandolHei", "GwRare"; color: #6b6661;'
            " vertical-align: top; padding-top: 6mm; white-space: nowrap } }"
        )


def render(html: str, mark: Mark | None = None) -> bytes:
    """Return the page as PDF/A-2b, set by print.css with the installation's own fonts.

    html: a whole page; what it points to outside itself is not fetched (only data: is)
    mark: printed on every side, when the paper is shown for a time only
    The same HTML gives the same bytes, as long as fonts and libraries stay the same.

    Raises PdfUnavailable when Pango is missing.
    """
    answer = available()
    if not answer:
        raise PdfUnavailable(answer)
    more = (mark.rules,) if mark is not None else ()
    document = _laid_out(html, *more)
    if EVEN_MARK in html and len(document.pages) % 2:
        document = _laid_out(html, *more, EVEN_SIDE)
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
    return pdf


def _laid_out(html: str, *more: str) -> Any:
    """Return WeasyPrint's document; `more` are style rules behind print.css."""
    engine = _engine()
    page = engine.HTML(string=html, url_fetcher=_fetcher())
    sheets = [
        _style_sheet(_css_file().stat().st_mtime_ns),
        *(engine.CSS(string=rules, url_fetcher=_fetcher()) for rules in more),
    ]
    return page.render(stylesheets=sheets)


@cache
def _engine() -> ModuleType:
    """Load WeasyPrint, after telling fontconfig which fonts it may see.

    Raises OSError when Pango is missing.
    """
    # Fontconfig reads its file when Pango wakes up, which is during this import; hence the order, and hence no
    # import at the top.
    os.environ["FONTCONFIG_FILE"] = str(_write_font_settings())
    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # it tells every step of every page
    return importlib.import_module("weasyprint")


def _fetcher() -> Any:
    """Return the fetcher that refuses every address; it keeps state, so every page gets its own."""
    return _engine().urls.URLFetcher(allowed_protocols={"data"}, allow_redirects=False)


def _css_file() -> Path:
    """Return the style sheet of all papers."""
    return Path(settings.BASE_DIR) / "static" / STYLE_SHEET


@cache
def _style_sheet(written_at: int) -> Any:
    """Return the parsed style sheet of that moment; parsing it costs more than a short page."""
    return _engine().CSS(string=_css_file().read_text(encoding="utf-8"), url_fetcher=_fetcher())


def _write_font_settings() -> Path:
    """Write the fontconfig file of this installation and return it.

    The office's own fonts (drop-in folder) and ours are seen, the machine's are not: else the face of a rare
    character in a name would depend on the machine.
    """
    dropin, cached = Path(settings.FONTS_DROPIN_DIR), Path(settings.FONT_CACHE_DIR)
    for folder in (dropin, cached):
        folder.mkdir(parents=True, exist_ok=True)
    folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in (_own_fonts(), dropin))
    content = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig>{folders}<cachedir>{escape(str(cached))}</cachedir></fontconfig>\n"
    )
    target = cached / "fonts.conf"
    if not target.exists() or target.read_text(encoding="utf-8") != content:
        _replace(target, content)
    return target


def _own_fonts() -> Path:
    """Return the folder of the fonts that come with the software."""
    return Path(settings.BASE_DIR) / "static" / "fonts"


def _replace(target: Path, content: str) -> None:
    """Write a file in one step, so that another worker never reads half of it."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as draft:
        draft.write(content)
    Path(draft.name).replace(target)
