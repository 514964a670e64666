"""Examples of research and articles: plan, reading form, approval."""

from datetime import date

from members.printing.parts import Opinion
from reports.research.articles.paper_approval import ArticleApprovalFacts
from reports.research.paper_plan import ResearchPlanFacts, Visit
from reports.research.paper_report import Advice, Check, ResearchReportFacts
from tests.papers.samples.cast import GROUP

PLAN = ResearchPlanFacts(
    group=GROUP,
    kind="专题调研",
    title="边远村饮水安全情况调研",
    theme="了解边远村管网老化、水质检测和水费收缴情况，研究提出2026年改造计划。",
    leader="李明哲",
    members=("马垚",),
    own="唐䶮、何静",
    local="北坡乡　杜川",
    own_count=2,
    local_count=1,
    starts_on=date(2025, 5, 12),
    ends_on=date(2025, 5, 16),
    visits=(
        Visit(date(2025, 5, 12), "北坡乡北坡村、上营村", "入户走访，查看泵房"),
        Visit(date(2025, 5, 14), "河口镇石桥村", "召开村民座谈会"),
        Visit(date(2025, 5, 16), "县水利局", "核对管网台账，交流初步意见"),
    ),
    way="走访、座谈、查阅台账",
    cost="按规定标准交纳伙食费，不安排接待",
    drafted=Opinion("请审批。", "李明哲", date(2025, 5, 6)),
    approved=Opinion("同意。注意轻车简从。", "陈志远", date(2025, 5, 7)),
)

READING = ResearchReportFacts(
    group=GROUP,
    kind="专题调研",
    title="边远村饮水安全情况调研",
    leader="李明哲",
    starts_on=date(2025, 5, 12),
    ends_on=date(2025, 5, 16),
    places=("北坡乡", "河口镇", "县水利局"),
    output="调研报告",
    findings="7个边远村中3个村的主管网使用超过20年，夏季水压不足；村级管水员没有统一培训；水费收缴率在61%至94%之间。",
    advice=(
        Advice("2026年优先改造3个村的主管网，分两批实施。", "县水利局", "采纳", "已列入议题"),
        Advice("每年汛前对村级管水员集中培训一次。", "县水利局、各乡（镇）", "采纳"),
        Advice("建立水质检测结果按月公示制度。", "县卫生健康委员会", "部分采纳", "改为按季公示"),
    ),
    checks=(
        Check("用餐", kept=True, remark="交纳伙食费"),
        Check("用车", kept=True),
        Check("接待", kept=True),
        Check("横幅标语", kept=True),
        Check("礼品", kept=True),
    ),
    feedback="5月16日在县水利局当面反馈，5月20日书面反馈北坡乡、河口镇。",
    major=True,
    sent_on=date(2025, 5, 22),
    read_on=date(2025, 5, 23),
    comment=Opinion("报告情况实，建议可行。请水利局拿出改造方案提交党组会议。", "陈志远", date(2025, 5, 23)),
)

ARTICLE = ArticleApprovalFacts(
    number="2025-03",
    kind="署名文章",
    title="把饮水安全的事办到群众家门口",
    authors=("李明哲",),
    post="党组成员、副县长",
    outlet="云岭日报",
    relation="介绍分管的农村饮水安全工作。",
    version=2,
    digest="9f2c51d07ab3e468",
    applied=Opinion("申请审批。", "李明哲", date(2025, 6, 3)),
    route="党组书记审定",
    agreed=True,
    approval=Opinion("同意按第2稿发表。", "陈志远", date(2025, 6, 5)),
    published_on=date(2025, 6, 12),
    issue="第3版",
    link="https://example.test/2025/0612/3",
)
