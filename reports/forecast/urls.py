"""Where does the forecast of the year live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, path

from reports.forecast import views as forecast

urlpatterns: list[URLPattern | URLResolver] = [
    path("forecast/", forecast.forecast_detail, name="forecast_detail"),
    path("work/forecast/", forecast.forecast_waiting, name="forecast_waiting"),
]
