"""Which URLs do the pages of research and signed articles have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.research.articles.views import ARTICLES, article_version
from reports.research.views.projects import PROJECTS
from reports.research.views.visits import visit_list
from reports.research.views.waiting import research_waiting

urlpatterns: list[URLPattern | URLResolver] = [
    *PROJECTS.urls,
    *ARTICLES.urls,
    path("articles/<int:pk>/versions/<int:row>/", article_version, name="article_version"),
    path("visits/", visit_list, name="visit_list"),
    path("work/research/", research_waiting, name="research_waiting"),
]
