"""Which URLs do the pages of superior documents have?  Names are `meetings:noun_verb`, below /b/<body>/."""

from django.urls import path

from meetings.views.catchup import CATCHUP_PAGES, catchup_waiting
from meetings.views.superior import SUPERIOR_PAGES

superior_urls = [
    *SUPERIOR_PAGES.urls,
    *CATCHUP_PAGES.urls,
    path("work/meetings/catchup/", catchup_waiting, name="catchup_waiting"),
]
