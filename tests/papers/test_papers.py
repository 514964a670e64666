"""Every paper prints, filled and blank; what is typed is text; the minutes stand as the standard says."""

import dataclasses
import io
from datetime import date

import pdfplumber
import pytest

from members.printing import pdf
from tests.papers.printed import PAPERS, blank
from tests.papers.samples.gallery import SAMPLES
from tests.papers.samples.issued import MINUTES
from votes.papers.ballot_paper import BallotPaperFacts

MM = 25.4 / 72


def pages(html: str):
    return pdfplumber.open(io.BytesIO(pdf.render(html))).pages


def text_of(html: str) -> str:
    return "".join(page.extract_text() for page in pages(html)).replace("\n", "").replace(" ", "")


def test_every_paper_has_an_example():
    assert set(SAMPLES) == set(PAPERS)


@pytest.mark.parametrize("name", PAPERS)
def test_a_filled_paper_has_pages_and_fonts_of_its_own(name):
    found = pages(PAPERS[name].html(SAMPLES[name]))
    fonts = {one["fontname"].split("+")[-1].split("-")[0] for page in found for one in page.chars}
    assert found
    assert fonts <= {"FandolFang", "FandolHei", "FandolKai", "FandolSong", "GwRare"}


@pytest.mark.parametrize("name", PAPERS)
def test_a_blank_paper_is_a_page(name):
    assert 1 <= len(pages(blank(name))) <= 3


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_typed_stays_text(name):
    sample = SAMPLES[name]
    evil = "<img src=x onerror=alert(1)>&lt;"
    texts = {
        field.name: evil
        for field in dataclasses.fields(sample)
        if isinstance(getattr(sample, field.name), str)
    }
    html = PAPERS[name].html(dataclasses.replace(sample, **texts))
    assert "<img" not in html


@pytest.mark.parametrize(
    "name", ["topic_approval", "leave_slip", "written_opinion", "tally_sheet", "issue_slip"]
)
def test_a_form_of_ordinary_length_is_one_page(name):
    assert len(pages(PAPERS[name].html(SAMPLES[name]))) == 1
    assert len(pages(blank(name))) == 1


def test_a_written_opinion_says_that_it_does_not_count():
    assert "不计入票数" in text_of(blank("written_opinion"))


def test_a_secret_ballot_has_no_place_for_a_name_and_a_signed_one_has():
    ballot = PAPERS["ballot_paper"]
    assert "签名" not in ballot.html(BallotPaperFacts(secret=True))
    assert "签名" in ballot.html(BallotPaperFacts(secret=False))


@pytest.mark.parametrize(("copies", "per_page", "sheets"), [(1, 1, 1), (9, 2, 5), (8, 4, 2), (9, 4, 3)])
def test_ballots_fill_their_sheets(copies, per_page, sheets):
    facts = BallotPaperFacts(matter="甲", copies=copies, per_page=per_page)
    found = pages(PAPERS["ballot_paper"].html(facts))
    assert len(found) == sheets
    assert sum(page.extract_text().count("表决事项") for page in found) == copies


def test_ballots_of_an_uncuttable_sheet_are_refused():
    with pytest.raises(ValueError, match="per_page"):
        BallotPaperFacts(per_page=3)


# ---- the minutes, line by line of GB/T 9704-2012 ------------------------------------------------------


@pytest.fixture(scope="module")
def minutes():
    return pages(PAPERS["minutes"].html(MINUTES))


def marked(page):
    return [one for one in page.chars if one["size"] > 25]


def test_the_mark_is_red_on_one_line_35_mm_below_the_type_area(minutes):
    mark = marked(minutes[0])
    assert "".join(one["text"] for one in mark) == MINUTES.mark
    assert {one["non_stroking_color"] for one in mark} == {(0.843137, 0.0, 0.058824)}
    # The characters begin a tenth of their size below the top of the box that is measured here.
    assert (mark[0]["top"] + mark[0]["size"] * 0.1) * MM == pytest.approx(72, abs=0.3)
    assert (mark[0]["x0"] + mark[-1]["x1"]) / 2 * MM == pytest.approx(106, abs=0.5)


def test_the_red_line_is_as_wide_as_the_type_area_and_4_mm_below_issuer_and_date(minutes):
    (line,) = [one for one in minutes[0].rects if one["non_stroking_color"] == (0.843137, 0.0, 0.058824)]
    (issuer,) = minutes[0].search(MINUTES.issuer)
    assert (line["x0"] * MM, line["x1"] * MM) == pytest.approx((28, 184), abs=0.1)
    assert (line["top"] - issuer["bottom"]) * MM == pytest.approx(4, abs=0.2)
    assert issuer["x0"] * MM == pytest.approx(28 + 156 / 28, abs=0.2)


def test_the_title_is_22_points_and_the_text_16(minutes):
    sizes = {round(one["size"], 1) for one in minutes[0].chars if one["top"] * MM < 262}
    assert sizes == {16.0, 22.0, round(marked(minutes[0])[0]["size"], 1)}


def test_the_colophon_closes_the_type_area_of_an_even_page(minutes):
    lines = [one for one in minutes[-1].rects if (one["x1"] - one["x0"]) * MM > 150]
    assert len(minutes) % 2 == 0
    assert max(one["bottom"] for one in lines) * MM == pytest.approx(262, abs=0.1)


def test_no_line_of_the_body_leaves_the_type_area_but_for_a_hanging_mark(minutes):
    for page in minutes:
        for one in page.chars:
            assert one["x0"] * MM >= 27.9
            assert one["x1"] * MM <= 184.5 or one["text"] in "，。、；："


def test_a_colophon_without_room_stands_alone_and_unnumbered():
    text = tuple(f"会议要求，第{number}件事项抓紧办理。" for number in range(60))
    for lines in range(1, 24):
        items = (
            dataclasses.replace(MINUTES.items[0], paragraphs=text[:lines], decision="", owner="", due=None),
        )
        found = pages(PAPERS["minutes"].html(dataclasses.replace(MINUTES, items=items)))
        assert len(found) % 2 == 0
        last = found[-1].extract_text()
        if "记录" not in last and "列席" not in last:
            assert "—" not in last
            return
    pytest.fail("no length left the colophon alone")


def test_dates_in_minutes_are_full_and_without_zero():
    facts = dataclasses.replace(MINUTES, issued_on=date(2025, 3, 1))
    assert "2025年3月1日" in PAPERS["minutes"].html(facts)
