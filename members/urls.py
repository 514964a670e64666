"""Where do the pages of accounts, the desk and the body live?  Names are `members:noun_verb`."""

from django.urls import include, path

from members.views import account, home, notification, rulebook

app_name = "members"

of_a_body = [
    path("", home.home_detail, name="home_detail"),
    path("rules/", rulebook.rulebook_detail, name="rulebook_detail"),
    path("notifications/", notification.notification_list, name="notification_list"),
    path("notifications/bell/", notification.notification_bell, name="notification_bell"),
    path("notifications/latest/", notification.work_notifications, name="work_notifications"),
    path("notifications/read/", notification.notification_read_all, name="notification_read_all"),
    path("notifications/<int:pk>/", notification.notification_open, name="notification_open"),
]

urlpatterns = [
    path("", home.home_index, name="home_index"),
    path("login/", account.Login.as_view(), name="login"),
    path("logout/", account.logout_do, name="logout"),
    path("account/", account.account_detail, name="account_detail"),
    path("account/password/", account.password_change, name="password_change"),
    path("account/language/", account.language_set, name="language_set"),
    path("b/<slug:body>/", include(of_a_body)),
]
