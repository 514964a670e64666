"""Where are the printed papers, and the fragments that this floor gives to the desk?"""

from django.urls import path

from reports.front.views import documents, work

urlpatterns = [
    path("meetings/<int:pk>/documents/", documents.meeting_documents, name="meeting_documents"),
    path("documents/", documents.document_list, name="document_list"),
    path("documents/<slug:name>/", documents.document_detail, name="document_detail"),
    path("documents/<slug:name>/blank/", documents.document_blank, name="document_blank"),
    path("documents/<slug:name>/year/<int:year>/", documents.document_year, name="document_year"),
    path("documents/<slug:name>/<int:pk>/", documents.document_pdf, name="document_pdf"),
    path("work/reports/", work.work_waiting, name="work_waiting"),
    path("work/figures/", work.work_figures, name="work_figures"),
]
