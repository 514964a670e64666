"""Where is the merged journal?"""

from django.urls import path

from reports.records import views

urlpatterns = [path("journal/", views.journal_list, name="journal_list")]
