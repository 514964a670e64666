"""Is a PDF what an archive takes?  Its own marks of PDF/A-2b, its fonts, nothing that acts; and how many pages?

Reads the structure only, with the standard library: streams are unpacked and looked through.  It finds what our own
engine could get wrong; a full validator of PDF/A is another program.
"""

import re
import zlib
from collections.abc import Iterator

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
FONT = re.compile(rb"/Type\s*/FontDescriptor(?![a-zA-Z])")
EMBEDDED = re.compile(rb"/FontFile[23]?\s+\d+\s+\d+\s+R")
FORBIDDEN = re.compile(rb"/(?:JavaScript|JS|Launch|SubmitForm|EmbeddedFiles|Encrypt|RichMedia)(?![a-zA-Z])")
LARGEST = 64 << 20


def _parts(data: bytes) -> Iterator[bytes]:
    """Yield what is not packed, and each packed stream that holds objects or words about the file."""
    yield STREAM.sub(b"", data)
    for match in STREAM.finditer(data):
        head = data[max(0, match.start() - 300) : match.start()].rsplit(b" obj", 1)[-1]
        if b"/ObjStm" in head or b"/Metadata" in head:
            yield _unpacked(match[1]) if b"/FlateDecode" in head else match[1]


def _unpacked(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, LARGEST)
    except zlib.error:
        return b""


def pages(data: bytes) -> int:
    """Return the number of pages."""
    return sum(len(PAGE.findall(part)) for part in _parts(data))


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a PDF for the archive, by code; nothing for a good one.

    no_pdf | cut_off | not_pdfa | no_output_intent | no_pages | font_missing | active_content
    """
    if not data.startswith(b"%PDF-"):
        return ["no_pdf"]
    result = [] if data.rstrip().endswith(b"%%EOF") else ["cut_off"]
    whole = b"\n".join(_parts(data))
    part = re.search(rb"pdfaid:part(?:>|=[\"'])(\d)", whole)
    level = re.search(rb"pdfaid:conformance(?:>|=[\"'])([A-Z])", whole)
    if part is None or level is None or (part[1], level[1]) != (b"2", b"B"):
        result.append("not_pdfa")
    if b"/GTS_PDFA1" not in whole:
        result.append("no_output_intent")
    if not PAGE.search(whole):
        result.append("no_pages")
    if len(FONT.findall(whole)) > len(EMBEDDED.findall(whole)):
        result.append("font_missing")
    if FORBIDDEN.search(whole):
        result.append("active_content")
    return result
