"""Which URLs do votes have?  Names are `votes:noun_verb`; all below /b/<body>/."""

from django.urls import include, path

from votes import views

app_name = "votes"

of_a_body = [
    path("votes/waiting/", views.work_waiting, name="work_waiting"),
    path("items/<int:pk>/vote/", views.for_item, name="for_item"),
    path("items/<int:pk>/vote/open/", views.vote_open, name="vote_open"),
    path("votes/<int:pk>/cast/", views.vote_cast, name="vote_cast"),
    path("votes/<int:pk>/enter/", views.vote_enter, name="vote_enter"),
    path("votes/<int:pk>/tally/", views.vote_tally, name="vote_tally"),
    path("votes/<int:pk>/close/", views.vote_close, name="vote_close"),
    path("votes/<int:pk>/count/", views.vote_count, name="vote_count"),
    path("votes/<int:pk>/void/", views.vote_void, name="vote_void"),
]

urlpatterns = [path("b/<slug:body>/", include(of_a_body))]
