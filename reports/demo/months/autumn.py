"""October to December 2025: a paper ballot that defers, the deputy in the chair, a decision reopened.

Their minutes are issued; their files are left to the clock, which seals what is ready.
"""

from datetime import date

from reports.demo.script import Away, Errand, Sitting, Topic, first

OCTOBER = Sitting(
    date(2025, 10, 16),
    (
        first("传达学习关于统计工作的重要指示精神", date(2025, 9, 28)),
        Topic(
            "研究拟提交县政府常务会议的信访积案化解方案",
            "pre_executive_meeting",
            "member5",
            "县信访局",
            draft="会议同意信访积案化解方案，提交县政府常务会议研究。",
            sensitive=True,
            follow_on=("县人民政府第54次常务会议", date(2025, 10, 22), "审议通过"),
        ),
        Topic(
            "研究贯彻上级稳就业部署的实施措施",
            "implementation_measures",
            "deputy",
            "县人力资源和社会保障局",
            draft="会议同意稳就业实施措施，共6个方面22条。",
            errand=Errand(
                "落实稳就业实施措施，按季度报告进展",
                45,
                "open",
                ((date(2025, 12, 31), "22条措施已全部启动，兑付补贴资金318万元。"),),
            ),
        ),
        Topic(
            "研究任命县文化旅游局副局长人选",
            "personnel.appoint",
            "secretary",
            "县人力资源和社会保障局",
            tags=("cadre_talent",),
            candidate="卢清越",
            draft="会议同意任命卢清越为县文化旅游局副局长。",
            method="secret_ballot",
            tally={"approve": 4, "defer": 3, "oppose": 1},
            wordless=True,
        ),
        Topic(
            "研究县政府驻外办事机构负责人考核结果",
            "personnel",
            "member6",
            "县政府办公室",
            candidate="郝建平",
            draft="会议同意郝建平年度考核等次为称职。",
        ),
    ),
    left="issued",
)

NOVEMBER = Sitting(
    date(2025, 11, 19),
    (
        first("传达学习有关全会精神", date(2025, 10, 30)),
        Topic(
            "传达学习县委有关工作会议精神",
            "transmission",
            "deputy",
            "县政府办公室",
            source=("县委有关工作会议精神", "县委", date(2025, 11, 12)),
            end="conclude",
            text="会议传达了县委有关工作会议精神，研究了落实意见。",
            measures=("县政府办公室列出落实清单，11月底前报县委办公室",),
            tags=("integrity", "conduct"),
        ),
        Topic(
            "研究2025年县级财政预算调整方案",
            "budget",
            "deputy",
            "县财政局",
            amount=4200,
            draft="会议同意2025年县级财政预算调整方案，按程序报批。",
        ),
        Topic(
            "研究给予县交通运输局工作人员政务处分事项",
            "personnel.sanction",
            "member4",
            "县交通运输局",
            tags=("integrity", "conduct"),
            candidate="钱立本",
            draft="会议同意给予钱立本政务警告处分。",
        ),
        Topic(
            "研究冬季取暖应急保障值班安排", "other", "member6", "县政府办公室", draft="会议同意冬季值班安排。"
        ),
    ),
    chair="deputy",
    away={"secretary": Away("superior_meeting", "参加上级会议")},
    late={"member3": 2},
    left="issued",
)

DECEMBER = Sitting(
    date(2025, 12, 17),
    (
        first("传达学习关于经济工作的重要讲话精神", date(2025, 12, 3)),
        Topic(
            "研究县政府党组2025年度全面工作情况报告",
            "report_to_superior",
            "secretary",
            "县政府办公室",
            draft="会议同意县政府党组2025年度全面工作情况报告，修改后报县委。",
            due=date(2025, 12, 31),
        ),
        Topic(
            "再次研究任命县文化旅游局副局长人选",
            "personnel.appoint",
            "secretary",
            "县人力资源和社会保障局",
            candidate="卢清越",
            draft="会议同意任命卢清越为县文化旅游局副局长（试用期一年）。",
            method="secret_ballot",
            stances={"member2": "abstain"},
        ),
        Topic(
            "复议县体育中心建设规模",
            "major_project",
            "member1",
            "县教育体育局",
            amount=6900,
            summary="根据财政承受能力评估结果，建设规模由9800万元调减为6900万元。",
            draft="会议同意县体育中心按6900万元规模建设，原决定不再执行。",
            reconsiders="研究县体育中心建设规模",
            errand=Errand(
                "按调减后的规模完成县体育中心初步设计批复",
                -75,
                "closing",
                ((date(2026, 8, 28), "初步设计已批复。"),),
                "初步设计批复文件。",
            ),
        ),
        Topic(
            "研究2025年度党建工作责任制考核方案",
            "party_building",
            "member6",
            "县政府办公室",
            tags=("political_building",),
            draft="会议同意2025年度党建工作责任制考核方案。",
        ),
    ),
    left="issued",
)

SITTINGS = (OCTOBER, NOVEMBER, DECEMBER)
