"""Where do the pages of this floor live?  Each room says it for its own; names are `reports:noun_verb`."""

from django.urls import URLPattern, URLResolver, include, path

from reports.views import minutes

app_name = "reports"

of_minutes = [
    path("", minutes.minutes_detail, name="minutes_detail"),
    path("edit/", minutes.minutes_edit, name="minutes_edit"),
    path("sign/", minutes.minutes_sign, name="minutes_sign"),
    path("return/", minutes.minutes_return, name="minutes_return"),
    path("issue/", minutes.minutes_issue, name="minutes_issue"),
    path("receive/", minutes.minutes_receive, name="minutes_receive"),
    path("pdf/", minutes.minutes_pdf, name="minutes_pdf"),
    path("items/<int:order>/pdf/", minutes.minutes_excerpt, name="minutes_excerpt"),
]

of_a_body: list[URLPattern | URLResolver] = [
    path("minutes/", minutes.minutes_list, name="minutes_list"),
    path("minutes/<int:pk>/", include(of_minutes)),
    path("meetings/<int:pk>/minutes/draft/", minutes.minutes_draft, name="minutes_draft"),
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
