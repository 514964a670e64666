"""Every paper of the year prints, filled, blank and very long; upward papers stand as the standard says."""

import dataclasses
import io
import re
from collections import defaultdict
from datetime import date

import pdfplumber
import pytest

from lifes.papers.opinion_form import OpinionFormFacts
from lifes.papers.outline_cover import OutlineCoverFacts
from members.printing import pdf
from members.printing.parts import Opinion, Person
from members.templatetags.official import attachment_list, sealed
from reports.upward.paper_request import paragraphs
from tests.members.printing.test_pdf import conforming
from tests.papers.printed import PAPERS, YEAR, blank
from tests.papers.samples.gallery import YEAR_SAMPLES
from tests.papers.samples.upward_year import REPORT, REQUEST

MM = 25.4 / 72
RED = (0.843137, 0.0, 0.058824)
LONG = "关于进一步规范会议材料报送和审核流程、减少重复报表、压实各环节责任的若干具体意见，" * 12
# What stands on one line of an upward paper by its nature; the register's fields keep these short.
SHORT = {
    "mark",
    "number",
    "signer",
    "secrecy",
    "copy_number",
    "urgency",
    "issuer",
    "contact",
    "phone",
    "printer",
}
ONE_PAGE = set(YEAR) - {"request", "report"}
LISTS = dict.fromkeys(("study_sign_in", "study_ledger", "essay_list", "opinion_summary"), "rows") | {
    "rectification_list": "rows",
    "filings_register": "rows",
    "findings_list": "rows",
    "responsibility_list": "rows",
    "transmission_register": "rows",
    "research_plan": "visits",
    "research_report": "advice",
    "incident_report": "follow_ups",
}


def pages(html: str):
    return pdfplumber.open(io.BytesIO(pdf.render(html))).pages


def text_of(html: str) -> str:
    return "".join(page.extract_text() for page in pages(html)).replace("\n", "").replace(" ", "")


def lengthened(facts):
    """The same facts with every text very long."""
    texts = {
        field.name: LONG
        for field in dataclasses.fields(facts)
        if isinstance(getattr(facts, field.name), str) and field.name not in SHORT
    }
    return dataclasses.replace(facts, **texts)


def test_every_paper_has_an_example_and_a_name_of_its_own():
    assert set(YEAR_SAMPLES) == set(YEAR)
    assert all(isinstance(YEAR_SAMPLES[name], type(paper.blank)) for name, paper in YEAR.items())
    assert len({paper.title for paper in PAPERS.values()}) == len({*PAPERS, *YEAR})


@pytest.mark.parametrize("name", YEAR)
def test_a_filled_paper_has_fonts_of_its_own_and_is_pdf_a(name):
    document = pdf.render(YEAR[name].html(YEAR_SAMPLES[name]))
    found = pdfplumber.open(io.BytesIO(document)).pages
    fonts = {one["fontname"].split("+")[-1].split("-")[0] for page in found for one in page.chars}
    assert fonts <= {"FandolFang", "FandolHei", "FandolKai", "FandolSong", "GwRare"}
    assert conforming(document)


@pytest.mark.parametrize("name", sorted(ONE_PAGE))
def test_a_form_of_ordinary_length_is_one_page(name):
    assert len(pages(YEAR[name].html(YEAR_SAMPLES[name]))) == 1
    assert len(pages(blank(name))) == 1


@pytest.mark.parametrize("name", ["request", "report"])
def test_an_upward_paper_of_ordinary_length_is_one_sheet(name):
    assert len(pages(YEAR[name].html(YEAR_SAMPLES[name]))) == 2
    assert len(pages(blank(name))) == 2


@pytest.mark.parametrize("name", YEAR)
def test_what_is_typed_stays_text(name):
    sample = YEAR_SAMPLES[name]
    evil = "<img src=x onerror=alert(1)>&lt;"
    texts = {
        field.name: evil
        for field in dataclasses.fields(sample)
        if isinstance(getattr(sample, field.name), str)
    }
    html = YEAR[name].html(dataclasses.replace(sample, **texts))
    assert "&lt;img" in html
    assert "<img" not in html


def test_titles_of_attachments_and_the_issuer_stay_text():
    assert "<b>" not in attachment_list(["<b>甲</b>", "乙"])
    assert "<b>" not in sealed("<b>甲</b>", None)


@pytest.mark.parametrize("name", YEAR)
def test_very_long_texts_stay_on_the_page(name):
    found = pages(YEAR[name].html(lengthened(YEAR_SAMPLES[name])))
    assert len(found) > 1
    for page in found:
        assert all(one["x0"] > 0 and one["x1"] < page.width - 15 / MM for one in page.chars)
        assert all(one["bottom"] < page.height - 8 / MM for one in page.chars)


@pytest.mark.parametrize("name", LISTS)
def test_many_rows_go_over_pages_under_repeated_heads(name):
    sample = YEAR_SAMPLES[name]
    rows = getattr(sample, LISTS[name])
    many = dataclasses.replace(sample, **{LISTS[name]: tuple(rows[at % len(rows)] for at in range(70))})
    found = [page.extract_text().replace(" ", "") for page in pages(YEAR[name].html(many))]
    assert len(found) > 2
    assert all("序号" in text for text in found if re.search(r"^\d+[^\n]", text, re.MULTILINE))
    assert re.search(r"^70", "\n".join(found), re.MULTILINE)


@pytest.mark.parametrize("name", YEAR)
def test_nothing_of_a_blank_form_is_filled(name):
    assert "None" not in blank(name)
    assert "陈志远" not in blank(name)


# ---- need to know ---------------------------------------------------------------------------------------


def test_an_anonymous_form_prints_no_name_whatever_is_given_7_2_a():
    facts = OpinionFormFacts(name="张三", anonymous=True)
    assert "张三" not in PAPERS["opinion_form"].html(facts)
    assert "填表人" not in text_of(PAPERS["opinion_form"].html(facts))
    assert "张三" in PAPERS["opinion_form"].html(dataclasses.replace(facts, anonymous=False))


@pytest.mark.parametrize(("target", "ticked"), [("领导班子", 0), ("李明哲", 1)])
def test_a_form_ticks_the_body_or_the_member_7_2_a(target, ticked):
    boxes = PAPERS["opinion_form"].html(OpinionFormFacts(target=target)).split('<i class="box">')[1:]
    assert [box.startswith("√") for box in boxes] == [index == ticked for index in (0, 1)]


def test_the_cover_of_an_outline_has_no_place_for_its_text_7_2_d():
    assert {field.name for field in dataclasses.fields(OutlineCoverFacts)} & {
        "text",
        "body",
        "content",
    } == set()


def test_a_talk_says_that_it_is_for_the_two_alone():
    assert "仅限谈话双方" in text_of(blank("talk_record"))


def test_the_register_of_filings_has_no_column_for_contents_10_4_a():
    said = text_of(blank("filings_register"))
    assert "不登记报告内容" in said


def test_the_ledger_tells_every_member_and_every_month_8_3_b():
    said = text_of(YEAR["study_ledger"].html(YEAR_SAMPLES["study_ledger"]))
    assert all(f"{month}月" in said for month in range(1, 13))
    assert all(row.name in said for row in YEAR_SAMPLES["study_ledger"].rows if len(row.name) == 3)


# ---- upward papers, line by line of GB/T 9704-2012 --------------------------------------------------------


@pytest.fixture(scope="module")
def request_pages():
    return pages(PAPERS["request"].html(REQUEST))


def rows(page):
    """Characters of the text size in the type area, by baseline from top to bottom."""
    found = defaultdict(list)
    for one in page.chars:
        if one["bottom"] * MM < 263 and one["size"] == pytest.approx(16, abs=0.1):
            found[round(one["bottom"], 0)].append(one)
    return [sorted(found[key], key=lambda one: one["x0"]) for key in sorted(found)]


def line_with(page, text):
    return next(line for line in rows(page) if text in "".join(one["text"] for one in line))


def test_the_mark_of_an_upward_paper_is_red_35_mm_below_the_type_area(request_pages):
    mark = [one for one in request_pages[0].chars if one["size"] > 25]
    assert "".join(one["text"] for one in mark) == REQUEST.mark
    assert {one["non_stroking_color"] for one in mark} == {RED}
    assert (mark[0]["top"] + mark[0]["size"] * 0.1) * MM == pytest.approx(72, abs=0.3)


def test_number_left_and_signer_right_stand_on_one_line_a_character_from_the_edges(request_pages):
    line = line_with(request_pages[0], "签发人")
    assert "".join(one["text"] for one in line).startswith("云岭政党组〔2025〕12号")
    assert line[0]["x0"] * MM == pytest.approx(28 + 156 / 28, abs=0.2)
    assert line[-1]["x1"] * MM == pytest.approx(184 - 156 / 28, abs=0.3)
    faces = {one["text"]: one["fontname"] for one in line}
    assert "FandolFang" in faces["签"]
    assert all("FandolKai" in one["fontname"] for one in line[-3:])


def test_the_number_stands_two_lines_below_the_mark(request_pages):
    mark = [one for one in request_pages[0].chars if one["size"] > 25]
    line = line_with(request_pages[0], "签发人")
    gap = (line[0]["top"] - mark[0]["bottom"]) * MM
    assert 2 * 225 / 22 - 2 < gap < 3 * 225 / 22


def test_the_red_line_is_4_mm_below_the_number(request_pages):
    (line,) = [one for one in request_pages[0].rects if one["non_stroking_color"] == RED]
    signer = line_with(request_pages[0], "签发人")
    assert (line["x0"] * MM, line["x1"] * MM) == pytest.approx((28, 184), abs=0.1)
    assert (line["top"] - signer[0]["bottom"]) * MM == pytest.approx(4, abs=0.2)


def test_the_body_stands_on_the_grid_of_22_lines_of_28_characters():
    text = "某" * (26 + 28 * 59)
    found = pages(PAPERS["request"].html(dataclasses.replace(REQUEST, body=text, ending="")))
    assert [len(line) for line in rows(found[1])] == [28] * 22
    first = rows(found[0])
    assert len(first[-1]) == 28
    pitch = [
        (b[0]["bottom"] - a[0]["bottom"]) for a, b in zip(rows(found[1]), rows(found[1])[1:], strict=False)
    ]
    assert pitch == pytest.approx([28.99] * 21, abs=0.05)
    assert rows(found[1])[0][0]["x0"] * MM == pytest.approx(28, abs=0.1)
    assert rows(found[1])[0][-1]["x1"] * MM == pytest.approx(184, abs=0.3)


def test_the_first_page_shows_text_of_the_body(request_pages):
    assert "城北水厂建于1994年" in request_pages[0].extract_text().replace(" ", "")


def test_levels_have_their_faces(request_pages):
    first = line_with(request_pages[0], "一、项目必要性")
    second = line_with(request_pages[0], "（一）")
    assert all("FandolHei" in one["fontname"] for one in first)
    assert "FandolKai" in second[2]["fontname"]
    assert "FandolFang" in second[-2]["fontname"]


def test_attachments_wrap_under_the_first_character_of_their_name(request_pages):
    page = request_pages[-1]
    first = line_with(page, "附件：")
    second = line_with(page, "2.")
    following = rows(page)[rows(page).index(second) + 1]
    assert first[0]["x0"] * MM == pytest.approx(28 + 2 * 156 / 28, abs=0.2)
    name = second[2] if second[0]["text"] == "2" else second[1]
    assert following[0]["x0"] == pytest.approx(name["x0"], abs=1)
    assert following[-1]["text"] not in "。，；"


def test_one_attachment_has_no_number():
    assert "1." not in attachment_list(["进度表"])
    assert "2." in attachment_list(["进度表", "清单"])


def test_the_date_is_4_characters_from_the_right_and_the_issuer_centred_over_it(request_pages):
    dated = line_with(request_pages[-1], "2025年9月5日")
    issuer = rows(request_pages[-1])[rows(request_pages[-1]).index(dated) - 1]
    middle = lambda line: (line[0]["x0"] + line[-1]["x1"]) / 2  # noqa: E731  (a name for one expression)
    assert "".join(one["text"] for one in issuer) == REQUEST.issuer
    assert middle(issuer) == pytest.approx(middle(dated), abs=1)
    assert dated[-1]["x1"] * MM == pytest.approx(184 - 4 * 156 / 28, abs=0.4)


@pytest.mark.parametrize("length", [6, 11, 15, 22])
def test_the_longest_issuer_stays_inside_the_type_area(length):
    found = pages(PAPERS["request"].html(dataclasses.replace(REPORT, issuer="某" * length)))
    issuer = line_with(found[-1], "某" * length)
    assert len(issuer) == length
    assert issuer[-1]["x1"] * MM <= 184.3
    dated = line_with(found[-1], "2025年10月9日")
    assert (issuer[0]["x0"] + issuer[-1]["x1"]) / 2 == pytest.approx(
        (dated[0]["x0"] + dated[-1]["x1"]) / 2, abs=1
    )


def test_contact_stands_in_brackets_two_characters_in(request_pages):
    line = line_with(request_pages[-1], "联系人")
    assert "".join(one["text"] for one in line).startswith("（联系人：何静")
    assert 28 + 2 * 156 / 28 - 0.5 < line[0]["x0"] * MM < 28 + 3 * 156 / 28


@pytest.mark.parametrize("paper", [REQUEST, REPORT], ids=["with copies", "without"])
def test_the_colophon_closes_an_even_page_between_thick_lines(paper):
    found = pages(PAPERS["request"].html(paper))
    boxes = {(one["top"], one["bottom"]) for one in found[-1].rects if (one["x1"] - one["x0"]) * MM > 150}
    tops, bottoms = sorted({top for top, _ in boxes}), sorted({bottom for _, bottom in boxes})
    assert len(found) % 2 == 0
    assert bottoms[-1] * MM == pytest.approx(262, abs=0.1)
    # A line is what lies between the outer and the inner edge of a box.
    assert (tops[1] - tops[0]) * MM == pytest.approx(0.35, abs=0.02)
    assert (bottoms[-1] - bottoms[-2]) * MM == pytest.approx(0.35, abs=0.02)
    if paper.copies:
        assert (tops[3] - tops[2]) * MM == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("length", range(60, 700, 45))
def test_the_signature_never_stands_alone_on_a_page(length):
    body = "".join("某" * 40 + "。" for _ in range(length // 41 + 1))
    found = pages(PAPERS["request"].html(dataclasses.replace(REPORT, body=body, attachments=())))
    (page,) = [
        page for page in found if "2025年10月9日" in page.extract_text().replace(" ", "").split("印发")[0]
    ][:1]
    assert "特此报告" in page.extract_text().replace(" ", "")


@pytest.mark.parametrize(
    ("body", "ending", "expected"),
    [
        ("甲。", "妥否，请批示。", ["甲。", "妥否，请批示。"]),
        ("甲。\n妥否，请批示。", "妥否，请批示。", ["甲。", "妥否，请批示。"]),
        ("甲。妥否，请批示。", "妥否，请批示。", ["甲。妥否，请批示。"]),
        ("", "特此报告。", ["特此报告。"]),
        ("甲。\n\n乙。", "", ["甲。", "乙。"]),
    ],
)
def test_the_ending_is_printed_once_5_3_a(body, ending, expected):
    assert [line.text for line in paragraphs(body, ending)] == expected


@pytest.mark.parametrize(
    ("text", "kind", "lead"),
    [
        ("一、情况", "para hei", ""),
        ("十二、情况。很好。", "para", "十二、情况。"),
        ("（三）措施", "para-kai", ""),
        ("（三）措施。抓紧。", "para kai-lead", "（三）措施。"),
        ("1.措施", "para", ""),
        ("一般情况、良好", "para", ""),
    ],
)
def test_a_paragraph_has_the_face_of_its_level(text, kind, lead):
    (line,) = paragraphs(text, "")
    assert (line.kind, line.lead) == (kind, lead)


def test_a_title_is_not_torn_within_a_word():
    said = [line.strip() for line in pages(PAPERS["request"].html(REQUEST))[0].extract_text().splitlines()]
    assert "关于将城北水厂迁建项目" in said
    assert "列入县级重点建设计划的请示" in said


def test_a_day_and_a_signature_print_where_they_belong():
    facts = dataclasses.replace(
        YEAR_SAMPLES["article_approval"], approval=Opinion("同意。", "王海", date(2025, 3, 1))
    )
    assert "2025年3月1日" in text_of(YEAR["article_approval"].html(facts))


def test_a_talk_names_both():
    facts = dataclasses.replace(
        YEAR_SAMPLES["talk_record"], people=(Person("张三", "县长"), Person("李四四", "委员"))
    )
    said = text_of(YEAR["talk_record"].html(facts))
    assert "李四四" in said
    assert "党组书记" not in said
