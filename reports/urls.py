"""Which URLs do the pages of this floor have?  Each room says it for its own; names are `reports:noun_verb`."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "reports"

of_a_body: list[URLPattern | URLResolver] = [
    path("", include("reports.archive.urls")),
    path("", include("reports.certificate.urls")),
    path("", include("reports.checks.urls")),
    path("", include("reports.dashboard.urls")),
    path("", include("reports.dossier.urls")),
    path("", include("reports.forecast.urls")),
    path("", include("reports.front.urls")),
    path("", include("reports.imports.urls")),
    path("", include("reports.inspection.urls")),
    path("", include("reports.past.urls")),
    path("", include("reports.records.urls")),
    path("", include("reports.registers.urls")),
    path("", include("reports.research.urls")),
    path("", include("reports.responsibility.urls")),
    path("", include("reports.search.urls")),
    path("", include("reports.status.urls")),
    path("", include("reports.trail.urls")),
    path("", include("reports.upward.urls")),
]

urlpatterns = [path("b/<slug:body>/", include(of_a_body))]
