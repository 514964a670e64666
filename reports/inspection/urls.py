"""Where do the pages of inspections and trails live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.inspection.views import inspected
from reports.inspection.views.inspections import INSPECTIONS, inspectionread_list
from reports.trail import views as trail

inspection_urls: list[URLPattern | URLResolver] = [
    *INSPECTIONS.urls,
    path("inspections/read/", inspectionread_list, name="inspectionread_list"),
    path("trails/", trail.trail_list, name="trail_list"),
    path("trails/<int:pk>/", trail.trail_detail, name="trail_detail"),
    path("trails/<int:pk>/pdf/", trail.trail_pdf, name="trail_pdf"),
    path("inspected/", inspected.inspected_home, name="inspected_home"),
    path("inspected/papers/<slug:name>/<int:pk>/", inspected.inspected_paper, name="inspected_paper"),
    path("inspected/<slug:name>/", inspected.inspected_list, name="inspected_list"),
    path("inspected/<slug:name>/pdf/", inspected.inspected_pdf, name="inspected_pdf"),
    path("inspected/<slug:name>/<int:pk>/", inspected.inspected_detail, name="inspected_detail"),
]
