"""Which URLs do the pages of the year in pictures have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.dashboard import views as dashboard

urlpatterns: list[URLPattern | URLResolver] = [
    path("dashboard/", dashboard.dashboard_detail, name="dashboard_detail"),
    path("dashboard/pdf/", dashboard.dashboard_pdf, name="dashboard_pdf"),
    path("dashboard/<slug:key>/table/", dashboard.dashboard_table, name="dashboard_table"),
    path("work/year/", dashboard.work_year, name="work_year"),
]
