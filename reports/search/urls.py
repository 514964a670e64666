"""Where is the search?"""

from django.urls import path

from reports.search import views

urlpatterns = [path("search/", views.search_list, name="search_list")]
