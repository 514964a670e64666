"""Is the demonstration's research told by the acts, with everything a reader should find in it?"""

from collections import Counter
from datetime import datetime

import pytest
from django.utils import timezone

from members.procedure.rulebook import book
from reports.demo import cast as casting
from reports.demo.around import research
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import ResearchVisit
from reports.research.rules import Visit, burdening

pytestmark = pytest.mark.django_db


def test_the_year_of_research_is_told_9_1_a_9_2_c_9_3_c_5_4_b() -> None:
    founded = datetime(2024, 11, 4, 9, tzinfo=timezone.get_current_timezone())
    cast = casting.found(casting.YUNLING, *casting.administrators(), founded)
    research.tell(cast, timezone.now())
    projects = ResearchProject.objects.filter(group=cast.group)
    assert Counter(projects.values_list("state", flat=True)) == {"closed": 3, "under_way": 1, "draft": 1}
    assert Counter(projects.values_list("kind", flat=True)) == {"comprehensive": 1, "thematic": 4}
    read = projects.get(read_at__isnull=False)
    assert read.major
    assert read.read_comment
    law = book("work-rules-2024").year
    visits = ResearchVisit.objects.filter(day__year=2025).values_list("project", "place", "day")
    assert {visit.place for visit in burdening((Visit(*row) for row in visits), law)} == {"东山乡"}
    articles = SignedArticle.objects.filter(group=cast.group)
    assert set(articles.values_list("state", flat=True)) == {"published", "late", "applied"}
    assert articles.get(state="late").approved_on is None
