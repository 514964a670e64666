"""Which URLs do the pages of registers have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.registers.views.activities import ACTIVITIES, STATEMENTS, observer_list
from reports.registers.views.regulations import REGULATIONS
from reports.registers.views.units import ADDRESSEES, UNITS

urlpatterns: list[URLPattern | URLResolver] = [
    *REGULATIONS.urls,
    *UNITS.urls,
    *ADDRESSEES.urls,
    *ACTIVITIES.urls,
    *STATEMENTS.urls,
    path("observers/", observer_list, name="observer_list"),
]
