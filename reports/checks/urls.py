"""Which URLs do the pages of findings have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.checks.views import checks
from reports.checks.views.findings import FINDINGS

urlpatterns: list[URLPattern | URLResolver] = [
    path("findings/checks/", checks.check_list, name="check_list"),
    path("findings/repeated/", checks.repeated_list, name="repeated_list"),
    *FINDINGS.urls,
    path("meetings/<int:pk>/findings/", checks.meeting_findings, name="meeting_findings"),
    path("work/findings/", checks.findings_waiting, name="findings_waiting"),
]
