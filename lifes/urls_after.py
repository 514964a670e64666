"""Where do the pages of the session and of rectification live?"""

from django.urls import URLPattern, URLResolver

after_urls: list[URLPattern | URLResolver] = []
