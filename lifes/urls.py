"""Which URLs do the pages of democratic-life meetings have?  Names are `lifes:noun_verb`; the open form needs no account."""

from django.urls import include, path

from lifes.views import life, open_forms, work
from lifes.views.life import LIFES
from lifes.views.measures import MEASURES
from lifes.views.opinions import ROUNDS
from lifes.views.preparing import OUTLINES, TALKS
from lifes.views.session import SESSIONS

app_name = "lifes"

# Those with a word of their own come before the meetings, whose addresses begin with a number.
of_a_body = [
    *ROUNDS.urls,
    *TALKS.urls,
    *OUTLINES.urls,
    *SESSIONS.urls,
    *MEASURES.urls,
    *LIFES.urls,
    path("lifes/opinions/", open_forms.opinion_list, name="opinion_list"),
    path("lifes/<int:pk>/stages/<slug:stage>/", life.stage_detail, name="stage_detail"),
    path("work/lifes/", work.work_waiting, name="work_waiting"),
]

urlpatterns = [
    path("o/<str:token>/", open_forms.form_send, name="form_send"),
    path("b/<slug:body>/", include(of_a_body)),
]
