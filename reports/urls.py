"""Where do the pages after a meeting live?  Names are `reports:noun_verb`."""

from django.urls import URLPattern, URLResolver, include, path

from reports.archive import views as volume
from reports.checks.urls import finding_urls
from reports.dashboard.urls import dashboard_urls
from reports.dossier.urls import dossier_urls
from reports.forecast.urls import forecast_urls
from reports.front.views import documents as document
from reports.front.views import work
from reports.imports.urls import import_urls
from reports.inspection.urls import inspection_urls
from reports.records import views as journal
from reports.registers.urls import register_urls
from reports.research.urls import research_urls
from reports.responsibility.urls import duty_urls
from reports.search import views as search
from reports.status import views as status
from reports.upward.urls import upward_urls

app_name = "reports"

of_a_volume = [
    path("", volume.volume_detail, name="volume_detail"),
    path("verify/", volume.volume_verify, name="volume_verify"),
    path("zip/", volume.volume_zip, name="volume_zip"),
    path("head/", volume.volume_head, name="volume_head"),
]

of_a_body: list[URLPattern | URLResolver] = [
    path("meetings/<int:pk>/documents/", document.meeting_documents, name="meeting_documents"),
    path("meetings/<int:pk>/seal/", volume.meeting_seal, name="meeting_seal"),
    path("documents/", document.document_list, name="document_list"),
    path("documents/<slug:name>/", document.document_detail, name="document_detail"),
    path("documents/<slug:name>/blank/", document.document_blank, name="document_blank"),
    path("documents/<slug:name>/year/<int:year>/", document.document_year, name="document_year"),
    path("documents/<slug:name>/<int:pk>/", document.document_pdf, name="document_pdf"),
    path("volumes/", volume.volume_list, name="volume_list"),
    path("volumes/verify/", volume.volume_verify_all, name="volume_verify_all"),
    path("volumes/<int:pk>/", include(of_a_volume)),
    path("search/", search.search_list, name="search_list"),
    path("journal/", journal.journal_list, name="journal_list"),
    path("status/", status.status_detail, name="status_detail"),
    path("work/reports/", work.work_waiting, name="work_waiting"),
    path("work/figures/", work.work_figures, name="work_figures"),
]

of_a_body += [*upward_urls, *research_urls, *duty_urls, *register_urls, *finding_urls, *forecast_urls]
of_a_body += [*dashboard_urls, *inspection_urls, *import_urls, *dossier_urls]

urlpatterns = [path("b/<slug:body>/", include(of_a_body))]
