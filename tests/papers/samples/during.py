"""Examples of what is written in a meeting: sign-in, recusals, ballots, tally, record."""

from datetime import date

from meetings.papers.recusal_register import RecusalRegisterFacts, RecusalRow
from meetings.papers.sign_in_sheet import ObserverRow, SignInRow, SignInSheetFacts
from members.printing.parts import Person
from tests.papers.samples.cast import MEMBERS, RECORDER, SITTING, at
from votes.papers.ballot_paper import PERSONNEL_OPTIONS, BallotPaperFacts
from votes.papers.meeting_record import (
    Correction,
    MeetingRecordFacts,
    ReadOpinion,
    RecordItem,
    Speech,
    Stance,
)
from votes.papers.tally_sheet import TallySheetFacts

SIGN_IN = SignInSheetFacts(
    sitting=SITTING,
    members=tuple(
        SignInRow(person.name, person.post, remark="请假（参加上级会议）")
        if person.name == "孙立"
        else SignInRow(person.name, person.post, "屏幕签到", at(15, 20 + index), at(17, 20))
        for index, person in enumerate(MEMBERS)
    ),
    observers=(
        ObserverRow("高峻", "派驻纪检监察组组长", "全部议题", "", at(15, 25), at(17, 20)),
        ObserverRow("许东升", "县财政局副局长", "第二、三项", "", at(15, 50), at(16, 40)),
    ),
    expected=9,
    present=8,
    on_leave=1,
    absent=0,
    recorder=RECORDER,
)

RECUSALS = RecusalRegisterFacts(
    sitting=SITTING,
    rows=(
        RecusalRow(
            "第三项　城北片区老旧小区改造",
            "李明哲",
            "涉及亲属（配偶之弟为施工企业负责人）",
            "本人申报",
            "陈志远",
            at(16, 5),
            at(16, 32),
        ),
        RecusalRow(
            "第四项　干部任免", "陈志远", "涉及本人", "本人申报", "其他成员", at(16, 33), at(16, 50), "王海"
        ),
    ),
    recorder=RECORDER,
)

BALLOTS = BallotPaperFacts(
    sitting=SITTING,
    title="党组会议表决票",
    item="第四项",
    matter="拟任命林芳为县应急管理局局长",
    options=PERSONNEL_OPTIONS,
    secret=True,
    voted_on=date(2025, 3, 18),
    copies=4,
    per_page=2,
)

TALLY = TallySheetFacts(
    sitting=SITTING,
    item="第四项",
    matter="拟任命林芳为县应急管理局局长",
    method="无记名投票",
    base=9,
    in_room=8,
    recused=0,
    sent=8,
    returned=8,
    valid=8,
    invalid=0,
    yes=6,
    no=1,
    abstain=1,
    defer=0,
    not_voted=0,
    formula="应到9　实到8　回避0　同意6　不同意1　弃权1　缓议0　6×2>9　通过",
    result="通过",
    scrutineers=("周文斌",),
    tellers=("郑晓岚",),
    chair="陈志远",
    counted_on=date(2025, 3, 18),
)

_VOTERS = tuple(person.name for person in MEMBERS if person.name != "孙立")

RECORD = MeetingRecordFacts(
    sitting=SITTING,
    recorder=RECORDER,
    expected=9,
    in_attendance=8,
    present=tuple(Person(name) for name in _VOTERS),
    leave=(Person("孙立", note="参加上级会议"),),
    observers=(Person("高峻", "组长", "派驻纪检监察组"),),
    items=(
        RecordItem(
            order=2,
            title="关于2025年县级财政预算调整方案",
            started_at=at(15, 52),
            ended_at=at(16, 4),
            reporter="县财政局 许东升",
            report="汇报预算调整的原因、规模和重点支出，压减一般性支出16.5%。",
            observers=(Person("许东升", "副局长", "县财政局"),),
            speeches=(
                Speech("王海", "赞成方案，建议新增支出全部附绩效目标。"),
                Speech("李明哲", no_comment=True),
                Speech("赵雪梅", "教育支出应当单独说明。"),
            ),
            supervision_opinions=(Speech("高峻", "对调整程序无不同意见，请按程序报批。"),),
            opinions=(ReadOpinion("孙立", "原则赞成，建议把乡镇运转经费单列。", RECORDER),),
            chair_statement="综合大家意见，原则同意方案，由县财政局修改完善。",
            method="举手表决",
            stances=tuple(Stance(name, "同意") for name in _VOTERS),
            tally="应到9　实到8　同意8　8×2>9　通过",
            decision="原则同意《云岭县2025年县级财政预算调整方案（草案）》。",
        ),
    ),
    recorder_signed_on=date(2025, 3, 19),
    chair_signed_on=date(2025, 3, 19),
    confirmations=_VOTERS,
    corrections=(Correction(date(2025, 3, 20), RECORDER, "第二项汇报要点中“16.5%”应为“16.3%”。"),),
)
