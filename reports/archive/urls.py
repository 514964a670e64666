"""Where are the sealed files?"""

from django.urls import include, path

from reports.archive import views

of_a_volume = [
    path("", views.volume_detail, name="volume_detail"),
    path("verify/", views.volume_verify, name="volume_verify"),
    path("zip/", views.volume_zip, name="volume_zip"),
    path("head/", views.volume_head, name="volume_head"),
]

urlpatterns = [
    path("meetings/<int:pk>/seal/", views.meeting_seal, name="meeting_seal"),
    path("volumes/", views.volume_list, name="volume_list"),
    path("volumes/verify/", views.volume_verify_all, name="volume_verify_all"),
    path("volumes/<int:pk>/", include(of_a_volume)),
]
