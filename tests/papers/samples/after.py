"""Examples of what is written after a meeting: supervision, issue slip, catalogue."""

from datetime import date

from meetings.minutes.paper_issue_slip import IssueSlipFacts
from meetings.papers.supervision_slip import Progress, SupervisionSlipFacts
from members.printing.parts import Opinion
from reports.archive.paper_catalogue import ArchiveCatalogueFacts, ArchiveRow
from tests.papers.samples.cast import GROUP, OFFICE, RECORDER

SUPERVISION = SupervisionSlipFacts(
    number="督办〔2025〕21号",
    source="党组第44次会议第三项，会议纪要第44号",
    text="安排县级配套资金1280万元用于城北片区6个老旧小区改造项目，资金分两批拨付，首批640万元于5月底前到位。",
    owner="县住房和城乡建设局",
    co_owners=("县财政局", "县审计局"),
    due=date(2025, 11, 30),
    standard="6个小区全部竣工验收",
    issued_on=date(2025, 3, 24),
    issuer=OFFICE,
    progress=(
        Progress(date(2025, 5, 28), "唐䶮", "首批资金640万元已拨付，3个小区开工。", "拨款凭证"),
        Progress(date(2025, 9, 30), "唐䶮", "5个小区完成主体改造。", "现场照片、监理报告"),
    ),
    request=Opinion("6个小区已竣工验收，申请销号。", "唐䶮", date(2025, 11, 26)),
    responsible=Opinion("情况属实，同意。", "李明哲", date(2025, 11, 27)),
    main=Opinion("同意销号。", "陈志远", date(2025, 11, 28)),
    closed=True,
)

ISSUE = IssueSlipFacts(
    heading=GROUP,
    title="中共云岭县人民政府党组第44次会议纪要",
    kind="纪要",
    number="第44号",
    disclosure="不公开",
    main_recipients="各党组成员",
    copy_recipients="县委办公室，派驻纪检监察组，县应急管理局，县财政局，县住房和城乡建设局。",
    adopted_by="第44次会议",
    pages=4,
    copies=30,
    drafter=Opinion("", RECORDER, date(2025, 3, 20)),
    checker=Opinion("已与会议记录核对。", "孙立", date(2025, 3, 20)),
    signer=Opinion("发。", "陈志远", date(2025, 3, 21)),
    proofreader=RECORDER,
    printed_on=date(2025, 3, 21),
)

CATALOGUE = ArchiveCatalogueFacts(
    fonds_number="X001",
    fonds_name="云岭县人民政府",
    year=2025,
    subject="党组会议",
    retention="永久",
    rows=(
        ArchiveRow(
            "X001-WS·2025-Y-BGS-0001", "第44号", GROUP, "党组第44次会议纪要", date(2025, 3, 21), "", 4
        ),
        ArchiveRow("X001-WS·2025-Y-BGS-0002", "", GROUP, "党组第44次会议记录", date(2025, 3, 18), "", 12),
    ),
    compiled_by=RECORDER,
    compiled_on=date(2026, 1, 12),
    checked_by="孙立",
)
