"""Where does each address lead?  Every page of a body lives below /b/<body>/."""

from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("members.urls")),
]
