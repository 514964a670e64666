"""Which URLs do the pages of whole files have?  Names are `reports:noun_verb`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, include, path

from reports.dossier import views as dossiers

of_a_dossier = [
    path("", dossiers.dossier_detail, name="dossier_detail"),
    path("progress/", dossiers.dossier_progress, name="dossier_progress"),
    path("file/", dossiers.dossier_file, name="dossier_file"),
    path("retry/", dossiers.dossier_retry, name="dossier_retry"),
    path("remove/", dossiers.dossier_remove, name="dossier_remove"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("dossiers/", dossiers.dossier_list, name="dossier_list"),
    path("dossiers/new/", dossiers.dossier_create, name="dossier_create"),
    path("dossiers/<int:pk>/", include(of_a_dossier)),
]
