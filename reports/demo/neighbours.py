"""The second body of the demonstration: five members, three meetings; what is its own, nobody else sees."""

from datetime import date

from reports.demo.script import Away, Errand, Sitting, Topic, first

SITTINGS: tuple[Sitting, ...] = (
    Sitting(
        date(2025, 3, 12),
        (
            first("传达学习关于水利工作的重要讲话精神", date(2025, 2, 26), speaker="member1"),
            Topic(
                "研究河道治理项目安排",
                "major_project",
                "member2",
                "县水务局",
                amount=1500,
                draft="会议同意河道治理项目安排。",
                errand=Errand("完成河道治理一期工程", date(2025, 11, 30), "open"),
            ),
        ),
        left="issued",
    ),
    Sitting(
        date(2025, 9, 10),
        (
            first("传达学习关于教育工作的重要讲话精神", date(2025, 8, 28), speaker="member1"),
            Topic(
                "研究乡镇寄宿制学校改造资金安排",
                "funds",
                "member1",
                "县教育局",
                amount=450,
                draft="会议同意乡镇寄宿制学校改造资金安排。",
                stances={"member2": "oppose", "member3": "abstain"},
            ),
        ),
        left="issued",
    ),
    Sitting(
        date(2026, 5, 20),
        (
            first("传达学习关于消防安全的重要指示精神", date(2026, 5, 7), speaker="member1"),
            Topic("研究年度预算调整方案", "budget", "deputy", "县财政局", draft="会议同意年度预算调整方案。"),
        ),
        away={"member3": Away("business_trip", "赴外地办案")},
        left="issued",
    ),
)
