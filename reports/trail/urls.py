"""Where is the trail of a decision?"""

from django.urls import path

from reports.trail import views

urlpatterns = [
    path("trails/", views.trail_list, name="trail_list"),
    path("trails/<int:pk>/", views.trail_detail, name="trail_detail"),
    path("trails/<int:pk>/pdf/", views.trail_pdf, name="trail_pdf"),
]
