"""Which URLs do the pages of inspections and trails have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.inspection.views import inspected
from reports.inspection.views.inspections import INSPECTIONS, inspectionread_list

urlpatterns: list[URLPattern | URLResolver] = [
    *INSPECTIONS.urls,
    path("inspections/read/", inspectionread_list, name="inspectionread_list"),
    path("inspected/", inspected.inspected_home, name="inspected_home"),
    path("inspected/papers/<slug:name>/<int:pk>/", inspected.inspected_paper, name="inspected_paper"),
    path("inspected/<slug:name>/", inspected.inspected_list, name="inspected_list"),
    path("inspected/<slug:name>/pdf/", inspected.inspected_pdf, name="inspected_pdf"),
    path("inspected/<slug:name>/<int:pk>/", inspected.inspected_detail, name="inspected_detail"),
]
