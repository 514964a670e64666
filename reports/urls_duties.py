"""Where do the pages of filings, duties, suggestions and talks live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver

duty_urls: list[URLPattern | URLResolver] = []
