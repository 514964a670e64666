"""Which URLs do the pages of studies and essays have?  Names are `study:noun_verb`."""

from django.urls import include, path

from study.views import ledger
from study.views.essays import ESSAYS
from study.views.plans import PLANS
from study.views.sessions import SESSIONS

app_name = "study"

of_a_body = [
    *PLANS.urls,
    *SESSIONS.urls,
    *ESSAYS.urls,
    path("study/ledger/", ledger.ledger_detail, name="ledger_detail"),
    path("study/for-life/", ledger.for_life, name="for_life"),
    path("work/study/", ledger.work_waiting, name="work_waiting"),
]

urlpatterns = [path("b/<slug:body>/", include(of_a_body))]
