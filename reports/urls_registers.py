"""Where do the pages of registers live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.views.activities import ACTIVITIES, STATEMENTS, observer_list
from reports.views.balance import balance_detail
from reports.views.regulations import REGULATIONS
from reports.views.units import ADDRESSEES, UNITS

register_urls: list[URLPattern | URLResolver] = [
    *REGULATIONS.urls,
    *UNITS.urls,
    *ADDRESSEES.urls,
    *ACTIVITIES.urls,
    *STATEMENTS.urls,
    path("observers/", observer_list, name="observer_list"),
    path("balance/", balance_detail, name="balance_detail"),
]
