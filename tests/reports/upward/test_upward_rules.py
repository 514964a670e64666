"""The form of upward documents: sentences that ask, one matter, one recipient, copies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.upward.rules import papers as upward
from reports.upward.rules.papers import Draft

PLAIN = st.text("山水田林路桥工程进展顺利完成投资一二三，", min_size=1, max_size=40)


def draft(kind: str = "request", **more) -> Draft:
    given = {
        "kind": kind,
        "title": "标题",
        "body": "情况如下。\n妥否，请批示。" if kind == "request" else "情况如下。\n特此报告。",
        "matter": "编制规划",
        "recipient": "中共云岭县委员会",
    }
    return Draft(**(given | more))


@pytest.mark.parametrize(
    "sentence",
    [
        "妥否，请批示",
        "当否，请批复",
        "请县委批准",
        "请予批准",
        "请予以审批",
        "请中共云岭县委员会审定",
        "以上事项提请县委审定",
        "恳请县委在资金上给予支持",
        "恳请上级帮助协调解决用地指标",
        "请求县委批准成立专班",
        "特此请示",
        "请及时批复",
    ],
)
def test_a_report_with_a_request_inside_is_refused_and_names_the_sentence_5_3_a(sentence: str) -> None:
    verdict = upward.no_request_inside(draft("report", body=f"工作进展顺利。{sentence}。\n特此报告。"))
    assert (verdict.code, verdict.figures["sentence"]) == ("request_in_report", sentence)
    filing = upward.no_request_inside(draft("record_filing", body=f"{sentence}。"))
    assert filing.code == "request_in_report"


@pytest.mark.parametrize(
    "sentence",
    [
        "特此报告",
        "以上报告，请审阅",
        "请示报告制度得到落实",
        "该事项已报请县委批准",
        "方案经提请县委审定后印发",
        "《关于恳请支持解决用地的请示》已报送",
        "会上有同志提出“妥否，请批示”的写法不规范",
        "申请批准用地的项目共三个",
        "待请县委批准后实施的项目共两个",
        "请批评指正",
    ],
)
def test_what_tells_of_a_request_is_none_5_3_a(sentence: str) -> None:
    verdict = upward.no_request_inside(draft("report", body=f"工作进展顺利。{sentence}。"))
    assert verdict.code == ""


def test_a_hint_is_asked_about_and_not_refused_5_3_a() -> None:
    verdict = upward.no_request_inside(draft("report", body="希望县委在项目上给予支持。\n特此报告。"))
    assert (verdict.code, bool(verdict), verdict.warned) == ("request_suspected", True, True)


@given(st.lists(PLAIN, min_size=1, max_size=6), st.integers(0, 5))
def test_a_request_is_found_wherever_it_stands_5_3_a(plain: list[str], place: int) -> None:
    sentences = list(plain)
    assert upward.no_request_inside(draft("report", body="。".join(sentences))).code == ""
    sentences.insert(place % (len(plain) + 1), "妥否，请批示")
    assert upward.no_request_inside(draft("report", body="。".join(sentences))).code == "request_in_report"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("情况如下。\n妥否，请批示。", ""),
        ("情况如下。当否，请批复", ""),
        ("拟恳请县委同意立项。妥否，请批示。", ""),
        ("情况如下。", "request_does_not_ask"),
        ("妥否，请批示。\n特此报告。", "request_does_not_ask"),
        ("", "request_does_not_ask"),
        ("恳请县委同意甲。恳请县委同意乙。妥否，请批示。", "asks_several_times"),
    ],
)
def test_a_request_ends_by_asking_5_3_a(body: str, code: str) -> None:
    assert upward.asks(draft(body=body)).code == code


@pytest.mark.parametrize(
    ("matter", "category", "code"),
    [
        ("编制规划", "", ""),
        ("", "major_project", ""),
        (" ", "", "matter_missing"),
        ("编制规划；设立机构", "", "several_matters"),
        ("编制规划;设立机构", "", "several_matters"),
        ("一、编制规划，二、设立机构", "", "several_matters"),
        ("统一、规范编制规划", "", ""),
        ("教育、卫生项目编制规划", "", ""),
    ],
)
def test_one_request_one_matter_5_3_a(matter: str, category: str, code: str) -> None:
    assert upward.one_matter(draft(matter=matter, category=category)).code == code
    assert upward.one_matter(draft("report", matter=matter, category=category)).code == ""


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        ("中共云岭县委员会", ""),
        ("县委", ""),
        ("", "recipient_missing"),
        ("县委、州人民政府", "several_recipients"),
        ("县委，州委", "several_recipients"),
        ("县委；州委", "several_recipients"),
        ("王某某同志", "recipient_is_person"),
        ("县委书记", "recipient_is_person"),
    ],
)
@pytest.mark.parametrize("kind", ["request", "report", "record_filing"])
def test_exactly_one_recipient_an_organisation_5_3_a(kind: str, recipient: str, code: str) -> None:
    assert upward.one_recipient(draft(kind, recipient=recipient)).code == code


@pytest.mark.parametrize(
    ("copies", "below", "code"),
    [
        ((), frozenset(), ""),
        (("县人大常委会", "县政协"), frozenset(), ""),
        (("县人大常委会", "县财政局"), frozenset({"县财政局"}), "copy_to_subordinate"),
        (("各乡镇人民政府",), frozenset(), "copy_to_subordinate"),
        (("县直各单位",), frozenset(), "copy_to_subordinate"),
    ],
)
def test_a_request_is_not_copied_downward_5_3_a(copies, below, code) -> None:
    assert upward.copies_not_below(draft(copies=copies, below=below)).code == code
    assert upward.copies_not_below(draft("report", copies=copies, below=below)).code == ""


def test_of_a_classified_paper_no_text_is_kept_5_3_a() -> None:
    assert upward.in_form(draft(stub=True, body="")).code == ""
    assert upward.in_form(draft(stub=True)).code == "stub_holds_text"
    assert upward.in_form(draft(body=" ")).code == "text_missing"
    assert upward.in_form(draft(title=" ")).code == "text_missing"


def test_the_form_is_asked_in_the_order_of_reading_5_3_a() -> None:
    assert upward.in_form(draft()).code == ""
    wrong = draft(matter="", recipient="", body="情况。")
    assert upward.in_form(wrong).code == "matter_missing"
    assert upward.in_form(draft(recipient="", body="情况。")).code == "recipient_missing"


def test_the_form_asks_every_question_5_3_a() -> None:
    copied = draft(copies=("云岭镇人民政府",), below=frozenset({"云岭镇人民政府"}))
    assert upward.in_form(copied).code == "copy_to_subordinate"
    asking = draft("report", body="工作进展顺利。请县委批准。\n特此报告。")
    verdict = upward.in_form(asking)
    assert (verdict.code, verdict.figures["sentences"]) == ("request_in_report", 1)
