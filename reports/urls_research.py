"""Where do the pages of research and signed articles live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver

research_urls: list[URLPattern | URLResolver] = []
