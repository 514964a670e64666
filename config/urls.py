"""Where does each address lead?  Every page of a body lives below /b/<body>/."""

from django.urls import include, path

from config.health import health_detail, healthz, monitor_health, monitor_metrics
from config.views import power_detail

of_the_installation = (
    [
        path("b/<slug:body>/powers/", power_detail, name="power_detail"),
        path("b/<slug:body>/health/", health_detail, name="health_detail"),
    ],
    "config",
)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("monitor/health", monitor_health, name="monitor_health"),
    path("monitor/metrics", monitor_metrics, name="monitor_metrics"),
    # What is asked most often stands first, and what has the most pages last: each page asks those before it.
    path("", include("meetings.urls")),
    path("", include("members.urls")),
    path("", include("votes.urls")),
    path("", include("study.urls")),
    path("", include("lifes.urls")),
    path("", include("reports.urls")),
    path("", include(of_the_installation)),
]
