"""Where are the volumes of the past?"""

from reports.past.views import PAST_VOLUMES

urlpatterns = PAST_VOLUMES.urls
