"""The comprehensive report: gathered from the data, typed over, taken over section by section, once a year."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from members.procedure.record import NotPermitted, refusals
from reports.upward.actions import papers as upward_actions
from reports.upward.annual import actions as annual_actions
from reports.upward.annual import comprehensive
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import AnnualSection
from tests.cast import START, Cast, cast  # noqa: F401  (a fixture)
from tests.reports.upward.story import AFTER, DAY, consented, decided, report, sent, signed
from tests.study.year import held

pytestmark = pytest.mark.django_db
END = date(2025, 12, 31)


def text_of(cast: Cast, key: str, today: date = END) -> str:  # noqa: F811
    return comprehensive.gather_one(cast.group, 2025, today, key)


def section(paper: UpwardPaper, key: str) -> AnnualSection:
    return AnnualSection.objects.select_related("paper__group").get(paper=paper, key=key)


def test_an_empty_year_is_told_as_it_is_5_3_b(cast: Cast) -> None:  # noqa: F811
    told = {one.key: one.text for one in comprehensive.gather(cast.group, 2025, END)}
    assert list(told) == [key for key, _title, _lines in comprehensive.SECTIONS]
    assert told["meetings"] == "召开党组会议0次。"
    assert told["decisions"] == "作出决定0项。"
    assert (told["overview"], told["problems"], told["life"]) == ("", "", "")


def test_meetings_decisions_study_and_papers_are_counted_5_3_b(cast: Cast) -> None:  # noqa: F811
    decided(cast)
    held(cast, date(2025, 4, 2), "sda")
    sent(cast, signed(cast, consented(cast, report(cast))))
    lines = text_of(cast, "meetings").splitlines()
    assert lines[:2] == ["召开党组会议1次。", "应到会5人次，实际到会5人次，到会率100%。"]
    assert lines[2].startswith("研究议题2项，其中：")
    assert text_of(cast, "decisions") == "作出决定1项，其中：待上级批准1项。"
    assert text_of(cast, "major").splitlines()[0] == "讨论决定重大问题1项，人事事项0项。"
    assert text_of(cast, "study").startswith("组织集体学习1次，计入规定时间120分钟。")
    assert text_of(cast, "upward").splitlines()[1] == "yunling政党组〔2025〕1号：关于工作情况的报告。"
    assert text_of(cast, "meetings", date(2025, 3, 1)) == "召开党组会议0次。"


def test_of_persons_only_the_number_is_told_5_3_b(cast: Cast) -> None:  # noqa: F811
    decided(cast, "personnel.appoint", candidate="甲某")
    decided(cast, "major_project", start=START + 30 * DAY)
    told = [
        line for key, _title, _lines in comprehensive.SECTIONS for line in text_of(cast, key).splitlines()
    ]
    assert "讨论决定重大问题1项，人事事项1项。" in told
    assert "重大项目安排：规划编制事项。" in told
    assert "甲某" not in "".join(told)


def test_fresh_figures_never_overwrite_what_was_typed_5_3_b(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    paper = annual_actions.draft_comprehensive(cast.group, 2025, by=clerk, at=AFTER - 5 * DAY)
    assert paper.body.endswith("特此报告。")
    assert "一、党组会议情况\n召开党组会议0次。" in paper.body
    typed = section(paper, "meetings")
    annual_actions.edit_section(typed, "全年会议情况良好。", by=clerk, at=AFTER)
    annual_actions.edit_section(section(paper, "overview"), "总体平稳。", by=clerk, at=AFTER)
    decided(cast)
    paper.refresh_from_db()
    assert "一、总体情况\n总体平稳。\n\n二、党组会议情况\n全年会议情况良好。" in paper.body
    assert section(paper, "meetings").is_typed
    fresh = section(paper, "decisions")
    assert (fresh.is_typed, fresh.text) == (False, "作出决定0项。")
    annual_actions.take_section(fresh, by=clerk, at=AFTER)
    paper.refresh_from_db()
    assert "作出决定1项" in paper.body
    assert "全年会议情况良好。" in paper.body
    annual_actions.take_section(section(paper, "meetings"), by=clerk, at=AFTER)
    paper.refresh_from_db()
    assert "全年会议情况良好。" not in paper.body


def test_one_report_about_a_year_unless_withdrawn_5_3_b(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    paper = annual_actions.draft_comprehensive(cast.group, 2025, by=clerk, at=AFTER)
    with pytest.raises(ValidationError) as error:
        annual_actions.draft_comprehensive(cast.group, 2025, by=clerk, at=AFTER)
    assert refusals(error.value)[0].code == "annual_exists"
    upward_actions.withdraw_paper(paper, "重写", by=clerk, at=AFTER)
    assert annual_actions.draft_comprehensive(cast.group, 2025, by=clerk, at=AFTER).state == "draft"
    assert annual_actions.draft_comprehensive(cast.group, 2024, by=clerk, at=AFTER).report_year == 2024
    with pytest.raises(NotPermitted):
        annual_actions.draft_comprehensive(cast.group, 2023, by=cast.user("a"), at=AFTER)


def test_a_section_is_not_changed_once_the_report_is_signed_5_3_b(cast: Cast) -> None:  # noqa: F811
    clerk = cast.user("clerk")
    paper = annual_actions.draft_comprehensive(cast.group, 2025, by=clerk, at=AFTER)
    consented(cast, paper)
    annual_actions.edit_section(section(paper, "plans"), "继续推进。", by=clerk, at=AFTER + DAY)
    paper.refresh_from_db()
    assert paper.is_changed
    consented(cast, paper, at=AFTER + timedelta(days=2))
    signed(cast, paper, at=AFTER + timedelta(days=3))
    with pytest.raises(ValidationError) as error:
        annual_actions.take_section(section(paper, "plans"), by=clerk, at=AFTER + timedelta(days=4))
    assert refusals(error.value)[0].code == "wrong_state"
