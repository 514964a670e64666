"""Where do the pages of studies and essays live?  Names are `study:noun_verb`."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "study"

of_a_body: list[URLPattern | URLResolver] = []

urlpatterns = [path("b/<slug:body>/", include(of_a_body))]
