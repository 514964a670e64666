"""Where do the pages of filings, duties and suggestions live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.views import integrity
from reports.views.duties import FILINGS, LISTS, SUGGESTIONS

duty_urls: list[URLPattern | URLResolver] = [
    path("filings/open/", integrity.filings_open, name="filings_open"),
    *FILINGS.urls,
    *LISTS.urls,
    *SUGGESTIONS.urls,
    path("integrity/", integrity.integrity_detail, name="integrity_detail"),
    path("integrity/link/", integrity.integrity_link, name="integrity_link"),
    path("work/duties/", integrity.duties_waiting, name="duties_waiting"),
]
