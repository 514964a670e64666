"""Where do the pages of research and signed articles live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.views import research
from reports.views.articles import ARTICLES
from reports.views.research import PROJECTS

research_urls: list[URLPattern | URLResolver] = [
    *PROJECTS.urls,
    *ARTICLES.urls,
    path("visits/", research.visit_list, name="visit_list"),
    path("work/research/", research.research_waiting, name="research_waiting"),
]
