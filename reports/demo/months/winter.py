"""January to March 2025: plans, budget, an item the secretary has no part in, a secret ballot on screens."""

from datetime import date

from reports.demo.script import Away, Errand, Sitting, Topic, first

JANUARY = Sitting(
    date(2025, 1, 14),
    (
        first("传达学习关于“三农”工作的重要讲话精神", date(2024, 12, 19)),
        Topic(
            "传达学习州委经济工作会议精神",
            "transmission",
            "deputy",
            "县发展和改革局",
            source=("州委经济工作会议精神", "州委", date(2025, 1, 3)),
            end="conclude",
            text="会议传达了会议精神，对照研究了全县一季度经济工作。",
            measures=(
                "县发展和改革局牵头分解全年主要指标，1月底前印发",
                "各分管领导每季度调度一次分管领域指标",
            ),
        ),
        Topic(
            "研究2025年县人民政府工作要点",
            "strategy_and_deployment",
            "member6",
            "县政府办公室",
            draft="会议原则同意2025年县人民政府工作要点，由县政府办公室修改完善后印发。",
            talk=(
                ("deputy", "建议把重点项目单列成章，便于督办。"),
                ("member1", "建议补充公共服务方面的量化指标。"),
            ),
            follow_on=("县人民政府第41次常务会议", date(2025, 1, 20), "审议通过"),
            errand=Errand(
                "印发2025年县人民政府工作要点并分解到责任单位",
                date(2025, 1, 31),
                "closed",
                ((date(2025, 1, 24), "已修改完善并印发，任务分解表同步下发。"),),
                "工作要点印发件及任务分解表。",
            ),
        ),
        Topic(
            "研究2025年县级财政预算（草案）",
            "budget",
            "deputy",
            "县财政局",
            amount=186500,
            draft="会议同意2025年县级财政预算（草案），按程序报批。",
            stances={"member3": "abstain"},
            follow_on=("县人民政府第41次常务会议", date(2025, 1, 20), "审议通过"),
        ),
        Topic(
            "研究向县委请示有关重大规划编制事项",
            "report_to_superior",
            "deputy",
            "县发展和改革局",
            draft="会议同意将有关重大规划编制事项向县委请示。",
        ),
        Topic(
            "研究县政府党组2025年度全面从严治党责任清单",
            "party_building",
            "member6",
            "县政府办公室",
            tags=("integrity", "political_building"),
            draft="会议同意县政府党组2025年度全面从严治党责任清单，各成员按分工落实“一岗双责”。",
            talk=(("member2", "赞同，建议半年检查一次落实情况。"),),
            aside="建议把重点项目招标投标监督列入清单。",
            errand=Errand(
                "检查责任清单上半年落实情况并向党组报告",
                date(2025, 7, 31),
                "closed",
                ((date(2025, 7, 10), "已汇总各成员半年报告，并抽查3个部门。"),),
                "检查情况报告。",
            ),
        ),
    ),
    away={"member5": Away("superior_meeting", "参加州公安工作会议")},
)

FEBRUARY = Sitting(
    date(2025, 2, 18),
    (
        first("传达学习关于基层治理的重要讲话精神", date(2025, 2, 5)),
        Topic(
            "党组理论学习：依法行政专题",
            "theory_study",
            "member6",
            "县政府办公室",
            tags=("theory",),
            end="conclude",
            text="会议围绕依法行政专题开展学习研讨，交流了学习体会。",
            talk=(("member5", "结合执法工作谈学习体会。"), ("member4", "结合审批事项办理谈学习体会。")),
        ),
        Topic(
            "研究2025年重点项目投资计划",
            "major_project",
            "deputy",
            "县发展和改革局",
            amount=42000,
            draft="会议同意2025年重点项目投资计划，共安排项目36个。",
            talk=(("member4", "建议对前期工作未完成的项目设定时限。"),),
            aside="建议同步公开招标投标信息，接受监督。",
            errand=Errand(
                "按月调度重点项目进展，未开工项目逐个说明原因",
                date(2025, 12, 31),
                "open",
                (
                    (date(2025, 6, 30), "36个项目已开工29个。"),
                    (date(2025, 12, 25), "36个项目已开工35个，1个项目因用地手续未完成。"),
                ),
                co_owners="县自然资源局、县住房和城乡建设局",
            ),
        ),
        Topic(
            "研究任命县水务局副局长人选",
            "personnel.appoint",
            "secretary",
            "县人力资源和社会保障局",
            tags=("cadre_talent",),
            candidate="任远航",
            draft="会议同意任命任远航为县水务局副局长（试用期一年）。",
            method="signed_ballot",
        ),
        Topic(
            "研究2024年度目标管理考核奖惩方案",
            "assessment_reward_penalty",
            "member6",
            "县政府办公室",
            draft="会议同意2024年度目标管理考核奖惩方案。",
            recused={"secretary": "方案涉及本人考核等次"},
            chair="deputy",
            due=date(2025, 3, 31),
        ),
    ),
    away={"member7": Away("illness", "住院治疗")},
)

MARCH = Sitting(
    date(2025, 3, 19),
    (
        first("传达学习关于安全生产的重要指示精神", date(2025, 3, 3)),
        Topic(
            "研究《云岭县城镇垃圾分类管理办法（草案）》",
            "normative_document",
            "member4",
            "县住房和城乡建设局",
            draft="会议原则同意《云岭县城镇垃圾分类管理办法（草案）》，修改后提请县政府常务会议审议。",
            talk=(
                ("member5", "建议明确执法主体和处罚程序。"),
                ("member1", "建议增加学校、医院等场所的专门要求。"),
            ),
            follow_on=("县人民政府第43次常务会议", date(2025, 4, 2), "修改后通过"),
            errand=Errand(
                "完成管理办法修改、公开征求意见和备案",
                date(2025, 6, 30),
                "closed",
                ((date(2025, 4, 25), "已完成公开征求意见。"), (date(2025, 6, 20), "已印发并报备案。")),
                "印发件及备案回执。",
            ),
            tags=("regulations",),
        ),
        Topic(
            "研究县人民医院设备更新资金安排",
            "funds",
            "member1",
            "县卫生健康局",
            amount=860,
            draft="会议同意安排县人民医院设备更新资金860万元，分两年拨付。",
            stances={"member3": "oppose"},
            errand=Errand("完成设备采购并投入使用", 30, "open", ((date(2025, 9, 30), "首批设备已到位。"),)),
        ),
        Topic(
            "研究推荐县农业农村局局长人选",
            "personnel.recommend",
            "secretary",
            "县人力资源和社会保障局",
            tags=("cadre_talent",),
            candidate="季长林",
            draft="会议同意推荐季长林为县农业农村局局长人选，按干部管理权限报批。",
            method="secret_ballot",
            stances={"member4": "oppose", "member7": "defer"},
        ),
    ),
)

SITTINGS = (JANUARY, FEBRUARY, MARCH)
