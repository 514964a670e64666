"""Examples of what is written before a meeting: notice, topic, leave, opinion, authorisation, list."""

from datetime import date

from meetings.papers.leave_slip import LeaveSlipFacts
from meetings.papers.major_issue_list import MajorIssueListFacts, MajorIssueRow
from meetings.papers.notice import MeetingNoticeFacts, NoticeItem
from meetings.papers.topic_approval import Procedure, TopicApprovalFacts, TopicDecision
from meetings.papers.written_opinion import WrittenOpinionFacts
from members.papers.authorisation import AuthorisationFacts
from members.printing.parts import Opinion
from tests.papers.samples.cast import GROUP, MEMBERS, OFFICE, RECORDER, SITTING, at

NOTICE = MeetingNoticeFacts(
    sitting=SITTING,
    number="云岭政党组通〔2025〕9号",
    kind="例行会议",
    recipient="各党组成员",
    attendees=MEMBERS,
    agenda=(
        NoticeItem(1, "传达学习上级有关会议精神", "第一议题", "县应急管理局", ("会议精神传达提纲",)),
        NoticeItem(
            2,
            "关于2025年县级财政预算调整方案",
            "预算安排",
            "县财政局 许东升",
            ("预算调整方案（草案）", "合法性审查意见"),
            observers=("县财政局",),
        ),
        NoticeItem(3, "关于干部任免的事项", "人事任免", "县委组织部", (), "秘密"),
    ),
    materials_way="议题材料随本通知送达，涉密材料会前到县政府办公室签收。",
    leave_rule="因故不能参加会议的应当在会前向党组书记请假；对会议议题的重要意见可以用书面形式表达",
    leave_deadline=at(12),
    contact=RECORDER,
    phone="0991-0000000",
    issuer=OFFICE,
    issued_on=date(2025, 3, 14),
)

TOPIC = TopicApprovalFacts(
    number="2025-017",
    title="关于城北片区老旧小区改造项目资金安排的事项",
    unit="县住房和城乡建设局",
    member="李明哲",
    contact="唐䶮 0991-0000001",
    submitted_on=date(2025, 3, 6),
    category="大额资金使用",
    list_entry="第8项：单笔500万元以上财政资金",
    secrecy="无",
    concerned="1280万元",
    summary="城北片区6个老旧小区共1260户纳入2025年改造计划，需安排县级配套资金。",
    policy_basis="国家和自治区关于全面推进城镇老旧小区改造工作的意见。",
    procedures=(
        Procedure("调查研究", done=True),
        Procedure("征求意见", done=True, note="征求业主意见同意率93%"),
        Procedure("合法性审查", done=True),
        Procedure("风险评估", done=True),
        Procedure("专家论证", done=False),
        Procedure("告知派驻纪检监察组", done=True),
    ),
    disagreement="无",
    suggested_decision="同意安排县级配套资金1280万元，分两批拨付。",
    draft_decision="安排县级配套资金1280万元用于城北片区6个老旧小区改造项目，首批640万元于5月底前到位。",
    attachments=("项目资金测算表", "合法性审查意见书"),
    recusal_hints="未发现需要回避的情形",
    proposer=Opinion("提请审议。", "李明哲", date(2025, 3, 6)),
    leader=Opinion("同意上会。", "王海", date(2025, 3, 7)),
    complete=True,
    quorum="半数以上",
    clerk=Opinion("材料齐全，符合上会要求。", RECORDER, date(2025, 3, 10)),
    decision=TopicDecision.AGREE,
    secretary=Opinion("同意提交党组第44次会议审议。", "陈志远", date(2025, 3, 11)),
    meeting="第44次会议第三项议题",
)

LEAVE = LeaveSlipFacts(
    sitting=SITTING,
    member="孙立",
    post="党组成员、政府办公室主任",
    reason="参加上级会议",
    detail="赴州参加政府系统办公室主任会议。",
    starts_at=at(9),
    ends_at=at(19),
    has_opinion=True,
    opinion_items="第二项",
    applied_at=at(8, 30),
    approved=True,
    approver="陈志远",
    approval_note="同意。",
    approved_at=at(9, 5),
    recorder=RECORDER,
    informed_at=at(9, 20),
)

OPINION = WrittenOpinionFacts(
    sitting=SITTING,
    member="孙立",
    post="党组成员、政府办公室主任",
    item="第二项",
    item_title="关于2025年县级财政预算调整方案",
    text="原则赞成预算调整方案。\n建议把乡镇运转经费单列，避免年底追加。",
    signed_at=at(9, 10),
    read_at=at(15, 58),
    read_by=RECORDER,
)

AUTHORISATION = AuthorisationFacts(
    number="云岭政党组授〔2025〕2号",
    group=GROUP,
    grantor="陈志远",
    grantor_post="党组书记",
    grantee="王海",
    grantee_post="党组副书记",
    scope=("召集党组会议", "主持党组会议", "签发会议纪要"),
    basis="党组第42次会议决定",
    starts_on=date(2025, 4, 1),
    ends_on=date(2025, 4, 30),
    conditions="涉及干部任免的会议不在授权范围内。",
    signed_on=date(2025, 3, 28),
)

MAJOR_ISSUES = MajorIssueListFacts(
    group=GROUP,
    version="2025年第1版",
    adopted_by="第42次会议第二项",
    adopted_on=date(2025, 1, 15),
    effective_from=date(2025, 2, 1),
    rows=(
        MajorIssueRow(
            "请示报告事项",
            "需要向县委请示报告的重要事项",
            "",
            "征求有关部门意见",
            "请示或者报告文稿",
            "党组会议",
        ),
        MajorIssueRow(
            "重大项目安排",
            "政府投资项目立项、规模和投资调整",
            "总投资500万元以上",
            "可行性研究、风险评估、合法性审查",
            "项目方案、审查意见",
            "党组会议",
        ),
        MajorIssueRow(
            "大额资金使用",
            "预算外追加和专项资金分配",
            "单笔400万元以上",
            "财政审核",
            "资金测算表",
            "党组会议",
        ),
        MajorIssueRow(
            "重要人事任免", "按照干部管理权限讨论的任免事项", "", "组织部门考察", "任免方案", "党组会议"
        ),
    ),
)
