"""A democratic-life meeting of the body of five, made through the acts; for the tests of lifes."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lifes import actions
from lifes.models import DemocraticLifeMeeting, OpinionSolicitation
from tests.cast import Cast

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 1, 14)
BEFORE = datetime(2025, 12, 1, 9, tzinfo=ZONE)
START = datetime(2026, 1, 14, 9, tzinfo=ZONE)
TEXTS = {
    "s": "理论学习联系实际不够紧密，到乡镇调研次数偏少，对干部关心帮助不够经常。",
    "d": "分管项目推进中协调部门不够主动，遇到难题有等待观望的情绪，督促检查偏软。",
    "a": "对教育领域的新情况研究不深，听取一线教师意见不多，工作方法比较单一。",
    "b": "财政资金绩效评价跟进不及时，与乡镇沟通较少，有时满足于完成任务。",
    "c": "接待群众来访耐心不足，政策解释不够通俗，下沉社区解决问题还不够多。",
}


def begun(cast: Cast, year: int = 2025, **more) -> DemocraticLifeMeeting:
    fields = {
        "theme": "改进作风、服务群众",
        "theme_paper": "县委组通〔2025〕30号",
        "planned_on": DAY,
        "place": "会议室",
    }
    return actions.begin_life(cast.group, life_year=year, by=cast.user("clerk"), at=BEFORE, **(fields | more))


def round_of(cast: Cast, life: DemocraticLifeMeeting | None, **more) -> OpinionSolicitation:
    fields = {"title": "征求意见表"} | more
    made = actions.begin_round(cast.group, life=life, by=cast.user("clerk"), at=BEFORE, **fields)
    return actions.open_round(made, by=cast.user("clerk"), at=BEFORE)


def heard(cast: Cast, life: DemocraticLifeMeeting) -> OpinionSolicitation:
    clerk = cast.user("clerk")
    made = round_of(cast, life, forms_sent=20)
    for name in cast.seats:
        actions.take_in(made, day=BEFORE.date(), opinion="多到基层走一走", about=cast.seats[name])
    actions.close_round(made, by=clerk, at=BEFORE)
    for name in cast.seats:
        actions.sort_opinion(made, "多到基层走一走", cast.seats[name], by=clerk, at=BEFORE)
    actions.feed_back(made, by=clerk, at=BEFORE)
    return made


def outlined(cast: Cast, life: DemocraticLifeMeeting, names: str = "sdabc") -> None:
    for name in names:
        author = cast.user(name)
        outline = actions.begin_outline(life, by=author, at=BEFORE)
        actions.write_outline(outline, TEXTS[name], by=author, at=BEFORE)
        actions.submit_outline(outline, by=author, at=BEFORE)
        if name != "s":
            actions.approve_outline(outline, by=cast.user("s"), at=BEFORE)


def prepared(cast: Cast, year: int = 2025, **more) -> DemocraticLifeMeeting:
    life = begun(cast, year, **more)
    clerk = cast.user("clerk")
    actions.link_study(life, "专题学习", date(2025, 12, 3), by=clerk, at=BEFORE)
    heard(cast, life)
    for name in "dabc":
        actions.keep_talk(
            cast.group,
            life=life,
            second=cast.seats[name],
            held_on=date(2025, 12, 5),
            topics=f"与{name}谈工作",
            by=cast.user("s"),
            at=BEFORE,
        )
    outlined(cast, life)
    actions.assign_recorder(life, cast.user("recorder"), by=clerk, at=BEFORE)
    return actions.declare_ready(life, by=clerk, at=BEFORE + timedelta(days=20))


def opened(cast: Cast, present: str = "sdabc", **more) -> DemocraticLifeMeeting:
    life = prepared(cast, **more)
    for name in present:
        actions.sign_in(life, cast.seats[name], by=cast.user("recorder"), at=START - timedelta(minutes=5))
    return actions.open_session(life, by=cast.user("s"), at=START)


def spoken(cast: Cast, life: DemocraticLifeMeeting, names: str = "sdabc") -> None:
    recorder = cast.user("recorder")
    at = START + timedelta(minutes=5)
    actions.present_last_measures(life, by=recorder, at=at)
    for number, name in enumerate(names):
        when = at + timedelta(minutes=5 * (number + 1))
        actions.record_criticism(
            life, "self_criticism", cast.seats[name], None, TEXTS[name], by=recorder, at=when
        )
    for number, name in enumerate(names):
        target = names[(number + 1) % len(names)]
        actions.record_criticism(
            life,
            "criticism",
            cast.seats[name],
            cast.seats[target],
            f"希望{target}同志在{TEXTS[name][:6]}方面多下功夫{number}",
            by=recorder,
            at=at + timedelta(minutes=60 + number),
        )
