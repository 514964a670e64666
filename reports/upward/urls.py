"""Which URLs do the pages of requests, reports and incidents have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.upward.annual import views as annual
from reports.upward.incidents.views import INCIDENTS
from reports.upward.views import waiting as upward_work
from reports.upward.views.papers import UPWARD

urlpatterns: list[URLPattern | URLResolver] = [
    path("upward/annual/", annual.annual_detail, name="annual_detail"),
    path("upward/annual/draft/", annual.annual_draft, name="annual_draft"),
    path("work/upward/", upward_work.upward_waiting, name="upward_waiting"),
    *UPWARD.urls,
    *INCIDENTS.urls,
]
