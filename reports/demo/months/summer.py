"""July to September 2025: an extraordinary night, a seat that falls vacant, four of eight who can pass nothing.

Their minutes are issued; their files are left to the clock, which seals what is ready.
"""

from datetime import date, time

from reports.demo.script import Away, Errand, Sitting, Topic, first

NIGHT = Sitting(
    date(2025, 7, 10),
    (
        Topic(
            "研究防汛救灾应急资金安排",
            "funds",
            "deputy",
            "县应急管理局",
            amount=500,
            draft="会议同意安排防汛救灾应急资金500万元，由县应急管理局按程序使用。",
            talk=(("member2", "重点保障水库除险和群众转移安置。"),),
            errand=Errand(
                "拨付防汛救灾应急资金并报告使用情况",
                date(2025, 7, 31),
                "closed",
                ((date(2025, 7, 28), "资金已全部拨付。"),),
                "拨付凭证及使用情况报告。",
            ),
        ),
        Topic(
            "研究城南片区临时转移安置方案",
            "other_major",
            "member5",
            "县应急管理局",
            draft="会议同意城南片区临时转移安置方案，立即组织实施。",
            ad_hoc="会议期间水位超过警戒水位，来不及提前通知",
        ),
    ),
    starts=time(22, 30),
    kind="extraordinary",
    reason="全县出现强降雨，需要及时研究防汛救灾工作",
    away={"member3": Away("business_trip", "在外地招商，正在返回")},
    pause=(1, 80),
    observer=False,
    hours_ahead=3,
)

JULY = Sitting(
    date(2025, 7, 17),
    (
        first("传达学习关于防汛救灾工作的重要指示精神", date(2025, 7, 8)),
        Topic(
            "研究上半年意识形态领域情况分析报告",
            "ideological_guidance",
            "member1",
            "县文化旅游局",
            tags=("ideology",),
            draft="会议同意上半年分析报告，按规定报送。",
        ),
        Topic(
            "研究县政府机关党建工作要点",
            "party_building",
            "member6",
            "县政府办公室",
            tags=("political_building", "conduct"),
            draft="会议同意县政府机关党建工作要点。",
            due=date(2025, 12, 31),
        ),
        Topic(
            "研究免去县市场监督管理局副局长职务事项",
            "personnel.remove",
            "secretary",
            "县人力资源和社会保障局",
            candidate="蒋文涛",
            draft="会议同意免去蒋文涛县市场监督管理局副局长职务（到龄退休）。",
        ),
    ),
    left="issued",
)

AUGUST = Sitting(
    date(2025, 8, 20),
    (
        first("传达学习关于优化营商环境的重要讲话精神", date(2025, 8, 6)),
        Topic(
            "通报汛后恢复重建进展情况",
            "briefing",
            "member2",
            "县应急管理局",
            end="conclude",
            text="会议听取了汛后恢复重建进展情况通报，要求10月底前完成水毁道路修复。",
        ),
        Topic(
            "研究县城公共停车场建设项目",
            "major_project",
            "member4",
            "县住房和城乡建设局",
            amount=2300,
            draft="会议同意县城公共停车场建设项目，选址为原客运站。",
            talk=(("member4", "选址已作多方案比较。"),),
        ),
    ),
    away={
        "deputy": Away("superior_meeting", "参加省级培训", {3: "原则同意，建议预留充电设施。"}),
        "member1": Away("business_trip", "带队外出考察", {3: "同意。建议先公示选址。"}),
        "member3": Away("business_trip", "赴外地招商"),
        "member5": Away("superior_meeting", "参加州公安局会议"),
    },
)

SEPTEMBER = Sitting(
    date(2025, 9, 17),
    (
        first("传达学习关于民族团结进步的重要讲话精神", date(2025, 9, 2)),
        Topic(
            "研究县城公共停车场建设项目（修改方案）",
            "major_project",
            "member4",
            "县住房和城乡建设局",
            amount=2150,
            summary="修改方案调减投资150万元，预留充电设施，已公示选址。",
            draft="会议同意县城公共停车场建设项目修改方案。",
            follow_on=("县人民政府第52次常务会议", date(2025, 9, 24), "审议通过"),
            errand=Errand(
                "县城公共停车场项目开工建设，主体工程完工",
                -12,
                "open",
                ((date(2025, 11, 12), "已完成招标。"), (date(2025, 12, 20), "已开工，基础工程完成。")),
                co_owners="县自然资源局、县财政局",
            ),
        ),
        Topic(
            "研究拟以县人民政府名义上报的规划中期评估报告",
            "upward_document",
            "deputy",
            "县发展和改革局",
            draft="会议同意规划中期评估报告，修改后以县人民政府名义上报州人民政府。",
        ),
        Topic(
            "研究设立县数据管理机构事项",
            "establishment",
            "deputy",
            "县委编办",
            end="refer",
            text="机构设置超出县级权限，报请上级决定",
            talk=(("deputy", "需上级机构编制部门审批。"),),
        ),
    ),
    away={"member6": Away("other", "家中有事", {2: "同意修改方案，建议抓紧开工。"})},
    early={"member5": 4},
    unheard=True,
)

SITTINGS = (NIGHT, JULY, AUGUST, SEPTEMBER)
