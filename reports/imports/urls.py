"""Where do imports and volumes of the past live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver

from reports.imports.views import IMPORTS
from reports.past.views import PAST_VOLUMES

import_urls: list[URLPattern | URLResolver] = [*IMPORTS.urls, *PAST_VOLUMES.urls]
