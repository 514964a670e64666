"""The door to the PDF engine: the page of GB/T 9704-2012 measured, nothing fetched, the same bytes twice."""

import io
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, HTTPServer

import pdfplumber
import pikepdf
import pikepdf.pdfa
import pytest
from django.template import Context, Template

from members.printing import pdf

MM = 25.4 / 72


def page_of(body: str, layout: str = "official") -> str:
    return f'<!DOCTYPE html><html lang="zh-Hans"><title>x</title><body class="{layout}">{body}</body></html>'


def composed(text: str) -> str:
    template = Template("{% load official %}{% paragraph text indent=0 %}")
    return template.render(Context({"text": text})).replace('class="para"', 'class="flush"')


def rows(page) -> list[list[dict]]:
    """Characters of the type area by baseline, from top to bottom."""
    found = defaultdict(list)
    for character in page.chars:
        if character["bottom"] * MM < 263:
            found[round(character["bottom"], 0)].append(character)
    return [sorted(found[key], key=lambda one: one["x0"]) for key in sorted(found)]


def conforming(document: bytes) -> bool:
    """Ask the checker for PDF/A-2b; it does not know the empty dictionaries that the engine writes."""
    with pikepdf.open(io.BytesIO(document)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary):
                for key in ("/Pattern", "/Shading"):
                    if key in item and len(item[key]) == 0:
                        del item[key]
        return pikepdf.pdfa.check(opened, "2b").verdict == "pass"


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area():
    document = pdf.render(page_of(composed("某" * 28 * 50)))
    with pdfplumber.open(io.BytesIO(document)) as opened:
        for page in opened.pages[:2]:
            lines = rows(page)
            assert [len(line) for line in lines] == [28] * 22
            assert lines[0][0]["x0"] * MM == pytest.approx(28, abs=0.1)
            assert lines[0][-1]["x1"] * MM == pytest.approx(184, abs=0.3)
            assert lines[0][0]["top"] * MM > 37
            assert lines[-1][0]["bottom"] * MM < 262


def test_page_numbers_stand_7_mm_below_odd_right_even_left():
    document = pdf.render(page_of(composed("某" * 28 * 30)))
    with pdfplumber.open(io.BytesIO(document)) as opened:
        numbers = [[one for one in page.chars if one["top"] * MM > 265] for page in opened.pages]
    odd, even = ("".join(one["text"] for one in number) for number in numbers)
    assert (odd, even) == ("— 1 —", "— 2 —")
    assert numbers[0][0]["top"] * MM == pytest.approx(269, abs=0.2)
    assert numbers[0][-1]["x1"] * MM == pytest.approx(184 - 14 * MM, abs=0.3)
    assert numbers[1][0]["x0"] * MM == pytest.approx(28 + 14 * MM, abs=0.3)


def test_lines_with_digits_and_marks_end_at_the_edge():
    text = (
        "会议决定，安排县级配套资金1280万元用于城北片区6个老旧小区改造项目，首批640万元于2025年5月底前到位；"
        * 6
    )
    document = pdf.render(page_of(composed(text)))
    with pdfplumber.open(io.BytesIO(document)) as opened:
        *full, _ = rows(opened.pages[0])
    for line in full:
        ends = [one for one in line if one["x1"] * MM <= 185]
        assert ends[-1]["x1"] * MM == pytest.approx(184.1, abs=0.3)


def test_the_result_is_pdf_a_2b():
    body = composed("审议〔2025〕号喆垚䶮") + '<table class="grid"><tr><th>甲</th><td>乙</td></tr></table>'
    assert conforming(pdf.render(page_of(body)))


def test_rare_characters_of_names_are_drawn_by_our_own_font():
    document = pdf.render(page_of(composed("喆垚䶮㛃")))
    with pdfplumber.open(io.BytesIO(document)) as opened:
        assert {one["fontname"].split("+")[1] for one in rows(opened.pages[0])[0]} == {"GwRare"}


def test_the_same_page_gives_the_same_bytes():
    html = page_of(composed("第44次会议纪要。" * 80))
    setting = pdf.render.__wrapped__  # not what the tests keep of the last papers
    assert setting(html) == setting(html)


class Listener(BaseHTTPRequestHandler):
    seen: list[str] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args) -> None:
        """Say nothing."""


PAYLOADS = [
    '<img src="{url}">',
    '<img srcset="{url} 2x">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<style>@import "{url}";</style>',
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: x; src: url({url}) }} p {{ font-family: x }}</style><p>x</p>",
    '<p style="background: url({url})">x</p>',
    '<p style="content: url({url})">x</p>',
    '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<iframe src="{url}"></iframe>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{url}#a"/></svg>',
    '<base href="{url}"><img src="x.png">',
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_outside_the_page_is_fetched(payload):
    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Listener.seen.clear()
    try:
        pdf.render(page_of(payload.format(url=f"http://127.0.0.1:{server.server_port}/stolen")))
    finally:
        server.shutdown()
        server.server_close()
    assert Listener.seen == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_file_of_the_machine_gets_into_the_paper(payload, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    document = pdf.render(page_of(payload.format(url=secret.as_uri())))
    with pikepdf.open(io.BytesIO(document)) as opened:
        assert not opened.attachments
        streams = [item.read_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream)]
    assert not any(b"TOPSECRET" in stream for stream in streams)


def test_a_missing_engine_is_told_with_the_packages_to_install(monkeypatch):
    def absent() -> None:
        raise OSError("cannot load library")

    monkeypatch.setattr(pdf, "_engine", absent)
    assert pdf.available().code == "pdf_engine_missing"
    with pytest.raises(pdf.PdfUnavailable, match="libpangoft2"):
        pdf.render(page_of("x"))
