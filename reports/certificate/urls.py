"""Where are certificates checked?"""

from django.urls import path

from reports.certificate import views

urlpatterns = [
    path("certificates/check/", views.certificate_check, name="certificate_check"),
    path("certificates/tools/", views.certificate_tools, name="certificate_tools"),
]
