"""Where do the pages of requests, reports and incidents live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver

upward_urls: list[URLPattern | URLResolver] = []
