"""Where do the pages before the session live, and the form that needs no account?"""

from django.urls import URLPattern, URLResolver

before_urls: list[URLPattern | URLResolver] = []

open_urls: list[URLPattern | URLResolver] = []
