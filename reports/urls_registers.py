"""Where do the pages of registers live?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver

register_urls: list[URLPattern | URLResolver] = []
