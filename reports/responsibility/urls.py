"""Which URLs do the pages of filings, duties and suggestions have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.responsibility.views import filings, integrity
from reports.responsibility.views.balance import balance_detail
from reports.responsibility.views.lists import LISTS
from reports.responsibility.views.oversight import supervision_list
from reports.responsibility.views.suggestions import SUGGESTIONS
from reports.responsibility.views.waiting import duties_waiting

urlpatterns: list[URLPattern | URLResolver] = [
    path("filings/open/", filings.filings_open, name="filings_open"),
    path("filings/year/", filings.filing_year, name="filing_year"),
    *filings.FILINGS.urls,
    *LISTS.urls,
    *SUGGESTIONS.urls,
    path("integrity/", integrity.integrity_detail, name="integrity_detail"),
    path("integrity/link/", integrity.integrity_link, name="integrity_link"),
    path("integrity/<int:pk>/withdraw/", integrity.integrity_withdraw, name="integrity_withdraw"),
    path("balance/", balance_detail, name="balance_detail"),
    path("supervision-talks/", supervision_list, name="supervision_list"),
    path("work/duties/", duties_waiting, name="duties_waiting"),
]
