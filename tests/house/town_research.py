"""What a town has of research and articles: a plan, one under way with a recommendation, two articles."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from reports.research.actions import projects as research
from reports.research.articles import actions as articles
from tests.house.place import Town


def furnish(made: Town, mark: str) -> None:
    """Make the records through the acts and note their keys in `made.pks`."""
    now = timezone.now()
    today = timezone.localdate(now)
    fields = {
        "kind": "thematic",
        "leader": made.seats["member"],
        "begins_on": today,
        "ends_on": today + timedelta(days=3),
    }
    plan = made.do(research.draft_project, made.group, theme=f"{mark}调研", who="member", at=now, **fields)
    visit = made.do(research.plan_visit, plan, f"{mark}镇", today, who="member", at=now)
    escort = made.do(research.add_companion, plan, "own", f"{mark}秘书", who="member", at=now)
    going = made.do(research.draft_project, made.group, theme=f"{mark}在研", who="member", at=now, **fields)
    made.do(research.plan_visit, going, f"{mark}乡", today, who="member", at=now)
    made.do(research.approve_project, going, who="secretary", at=now)
    made.do(research.start_project, going, who="member", at=now)
    advice = made.do(research.recommend, going, f"{mark}建议", who="member", at=now)
    upload = SimpleUploadedFile(f"{mark}.txt", "报告".encode())
    file = made.do(research.attach_output, going, upload, "", who="member", at=now)
    words = {"outlet": f"{mark}报", "text": f"{mark}正文", "author": made.seats["member"]}
    draft = made.do(articles.draft_article, made.group, title=f"{mark}文章", who="member", at=now, **words)
    upload = SimpleUploadedFile(f"{mark}.txt", "文章".encode())
    kept = made.do(articles.attach_article, draft, upload, "", who="member", at=now)
    applied = made.do(articles.draft_article, made.group, title=f"{mark}待审", who="member", at=now, **words)
    made.do(articles.apply_for_article, applied, who="member", at=now)
    made.pks |= {
        "research": plan.pk,
        "research_under_way": going.pk,
        "research_visit": visit.pk,
        "research_escort": escort.pk,
        "research_advice": advice.pk,
        "research_file": file.pk,
        "article": draft.pk,
        "article_file": kept.pk,
        "article_version": draft.latest().pk,
        "article_applied": applied.pk,
    }
