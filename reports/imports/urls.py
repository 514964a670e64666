"""Where are the imports?"""

from reports.imports.views import IMPORTS

urlpatterns = IMPORTS.urls
