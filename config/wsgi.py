"""What is the entry point for the web server?  WSGI only: every view is synchronous."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

application = get_wsgi_application()
if settings.TRUSTED_PROXIES:
    # Who calls, and by TLS or not, is believed of these addresses only.
    application = wrap_wsgi_with_proxy_headers(application, settings.TRUSTED_PROXIES)
