"""Where is the state of the installation?"""

from django.urls import path

from reports.status import views

urlpatterns = [path("status/", views.status_detail, name="status_detail")]
