"""Is the demonstration's research told by the acts, with everything a reader should find in it?"""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from members.procedure.rulebook import book
from reports.demo import cast as casting
from reports.demo import lists
from reports.demo.player import Player
from reports.demo.script import sittings
from reports.demo.sitting import Room
from reports.research.actions import projects as actions
from reports.research.articles import actions as articles
from reports.research.articles.models import SignedArticle
from reports.research.models.projects import ResearchProject
from reports.research.models.rows import ResearchVisit
from reports.research.rules import Visit, burdening

pytestmark = pytest.mark.django_db


def test_the_year_of_research_is_told_9_1_a_9_2_c_9_3_c_5_4_b() -> None:
    founded = datetime(2024, 11, 4, 9, tzinfo=timezone.get_current_timezone())
    cast = casting.found(casting.YUNLING, *casting.administrators(), founded)
    lists.adopt_first(cast, founded + timedelta(days=44))
    # The meetings at which the topics were taken up that came of the research.
    for sitting in sittings("meetings"):
        if sitting.day in {date(2025, 5, 15), date(2025, 10, 16)}:
            Room(cast, sitting).hold()
    Player(cast, timezone.now()).play("research", (actions, articles))
    projects = ResearchProject.objects.filter(group=cast.group)
    assert Counter(projects.values_list("state", flat=True)) == {"closed": 3, "under_way": 1, "draft": 1}
    assert Counter(projects.values_list("kind", flat=True)) == {"comprehensive": 1, "thematic": 4}
    read = projects.get(read_at__isnull=False)
    assert read.major
    assert read.read_comment
    law = book("work-rules-2024").year
    visits = ResearchVisit.objects.filter(day__year=2025).values_list("project", "place", "day")
    assert {visit.place for visit in burdening((Visit(*row) for row in visits), law)} == {"东山乡"}
    signed = SignedArticle.objects.filter(group=cast.group)
    assert set(signed.values_list("state", flat=True)) == {"published", "late", "applied"}
    assert signed.get(state="late").approved_on is None
