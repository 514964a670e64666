"""Where do the pages of democratic-life meetings live?  Names are `lifes:noun_verb`."""

from django.urls import include, path

from lifes.urls_after import after_urls
from lifes.urls_before import before_urls, open_urls

app_name = "lifes"

urlpatterns = [*open_urls, path("b/<slug:body>/", include([*before_urls, *after_urls]))]
