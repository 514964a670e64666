"""Which URLs do the pages of minutes have?  Names are `meetings:minutes_<act>`, below /b/<body>/."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.minutes import views

of_minutes = [
    path("", views.minutes_detail, name="minutes_detail"),
    path("edit/", views.minutes_edit, name="minutes_edit"),
    path("sign/", views.minutes_sign, name="minutes_sign"),
    path("return/", views.minutes_return, name="minutes_return"),
    path("issue/", views.minutes_issue, name="minutes_issue"),
    path("receive/", views.minutes_receive, name="minutes_receive"),
    path("pdf/", views.minutes_pdf, name="minutes_pdf"),
    path("items/<int:order>/pdf/", views.minutes_excerpt, name="minutes_excerpt"),
]

minutes_urls: list[URLPattern | URLResolver] = [
    path("minutes/", views.minutes_list, name="minutes_list"),
    path("minutes/<int:pk>/", include(of_minutes)),
    path("meetings/<int:pk>/minutes/draft/", views.minutes_draft, name="minutes_draft"),
]
