"""April to June 2025: a recusal that stops a topic, a close call, a new version of the list of major questions."""

from datetime import date

from reports.demo.script import Away, Errand, Sitting, Topic, first

APRIL = Sitting(
    date(2025, 4, 16),
    (
        first("传达学习关于生态环境保护的重要讲话精神", date(2025, 4, 2)),
        Topic(
            "传达学习州人民政府全体会议精神",
            "transmission",
            "member6",
            "县政府办公室",
            source=("州人民政府全体会议精神", "州人民政府", date(2025, 4, 8)),
            end="conclude",
            text="会议传达了会议精神，要求各分管领导抓好分管领域的落实。",
        ),
        Topic(
            "研究原县粮食仓库资产处置方案",
            "asset_disposal",
            "member3",
            "县财政局",
            amount=1240,
            draft="会议同意原县粮食仓库资产处置方案，按规定公开拍卖。",
            talk=(("member6", "建议先完成资产评估复核。"),),
            aside="建议处置收益按规定全额上缴。",
            errand=Errand(
                "完成资产评估复核并公开拍卖",
                date(2025, 10, 31),
                "closing",
                ((date(2025, 10, 15), "已公开拍卖成交，价款已缴入国库。"),),
                "成交确认书、缴款凭证。",
            ),
        ),
        Topic(
            "研究给予县国有资产管理中心工作人员毕向东党纪处分事项",
            "discipline",
            "member5",
            "县政府办公室机关党组织",
            recused={"member6": "系当事人亲属"},
            end="postpone",
            text="有1名成员回避后，参加研究的成员不足应到会成员的三分之二，延至下次会议研究",
            blocked=True,
        ),
    ),
    away={
        "member1": Away("business_trip", "赴省外对接项目"),
        "member2": Away("superior_meeting", "参加州防汛工作会议"),
        "member7": Away("illness"),
    },
)

MAY = Sitting(
    date(2025, 5, 15),
    (
        first("传达学习关于科技创新的重要讲话精神", date(2025, 4, 29)),
        Topic(
            "通报1—4月经济运行情况",
            "briefing",
            "deputy",
            "县统计局",
            end="conclude",
            text="会议听取了1—4月经济运行情况通报，交换了意见。",
            talk=(("member3", "工业用电量增速与产值增速不匹配，建议核实。"),),
        ),
        Topic(
            "研究县城客运班线改革方案",
            "reform",
            "member4",
            "县交通运输局",
            end="withdraw",
            text="提出单位需补充征求沿线群众意见，申请撤回",
            untouched=True,
        ),
        Topic(
            "研究县体育中心建设规模",
            "major_project",
            "member1",
            "县教育体育局",
            amount=9800,
            draft="会议同意县体育中心按9800万元规模建设。",
            stances={"deputy": "oppose", "member3": "oppose", "member4": "oppose", "member6": "oppose"},
            talk=(("deputy", "财政承受能力偏紧，建议缩减规模。"), ("member6", "同意缩减规模的意见。")),
            due=date(2025, 12, 31),
        ),
        Topic(
            "研究县城区应急备用水源工程方案",
            "major_project",
            "member2",
            "县水务局",
            amount=3650,
            draft="会议同意县城区应急备用水源工程方案。",
            late=True,
            errand=Errand(
                "完成县城区应急备用水源工程前期工作并开工",
                -20,
                "open",
                ((date(2025, 11, 20), "可行性研究报告已批复，初步设计正在评审。"),),
            ),
        ),
    ),
)

JUNE = Sitting(
    date(2025, 6, 18),
    (
        first("传达学习关于防灾减灾救灾的重要指示精神", date(2025, 6, 5)),
        Topic(
            "研究修订县政府党组重大问题清单",
            "other_major",
            "member6",
            "县政府办公室",
            tags=("regulations",),
            draft="会议同意修订后的县政府党组重大问题清单，自2025年7月1日起施行。",
        ),
        Topic(
            "研究县级预算执行审计查出问题整改方案",
            "audit_inspection",
            "secretary",
            "县审计局",
            tags=("integrity",),
            draft="会议同意整改方案，逐项明确整改责任人和时限。",
            aside="建议建立整改台账，整改一项、销号一项。",
            errand=Errand(
                "完成审计查出问题整改并报告结果",
                date(2025, 9, 30),
                "closed",
                ((date(2025, 9, 24), "17项问题已全部整改。"),),
                "整改报告及佐证材料。",
            ),
        ),
        Topic(
            "再次研究给予县国有资产管理中心工作人员毕向东党纪处分事项",
            "discipline",
            "member5",
            "县政府办公室机关党组织",
            tags=("integrity",),
            draft="会议同意给予毕向东党内警告处分，按程序办理。",
            recused={"member6": "系当事人亲属"},
            method="signed_ballot",
        ),
        Topic(
            "研究给予县应急管理局工作人员记功奖励",
            "personnel.reward",
            "deputy",
            "县人力资源和社会保障局",
            candidate="向川",
            draft="会议同意给予向川记功奖励。",
            repeated="计票前发现一名成员举手情况记录有误，重新表决",
        ),
    ),
    away={"member3": Away("business_trip", "赴外地招商")},
    late={"member1": 3},
    correction="第2项议题发言顺序记录有误，韩一鸣发言应在白玉宁之前。",
)

SITTINGS = (APRIL, MAY, JUNE)
