"""Which URLs do the pages of accounts, the desk and the body have?  Names are `members:noun_verb`."""

from django.urls import include, path

from members.models import Way
from members.views import (
    account,
    accounts,
    calendar,
    delivery,
    groups,
    home,
    memberships,
    notification,
    offices,
    reading,
    reminders,
    rulebook,
    staff,
)

app_name = "members"

of_a_body = [
    path("", home.home_detail, name="home_detail"),
    path("rules/", rulebook.rulebook_detail, name="rulebook_detail"),
    path("notifications/", notification.notification_list, name="notification_list"),
    path("notifications/bell/", notification.notification_bell, name="notification_bell"),
    path("notifications/latest/", notification.work_notifications, name="work_notifications"),
    *(
        path(
            f"notifications/{how}/",
            notification.notification_mark_all,
            {"how": how},
            f"notification_{how}_all",
        )
        for how in ("read", "done")
    ),
    path("notifications/<int:pk>/", notification.notification_open, name="notification_open"),
    *(
        path(
            f"notifications/<int:pk>/{how}/",
            notification.notification_mark,
            {"how": how},
            name=f"notification_{how}",
        )
        for how in notification.MARKS
    ),
    path("deliveries/", delivery.delivery_list, name="delivery_list"),
    path("deliveries/again/", delivery.delivery_retry_all, name="delivery_retry_all"),
    path("deliveries/<int:pk>/", delivery.delivery_detail, name="delivery_detail"),
    path("deliveries/<int:pk>/again/", delivery.delivery_retry, name="delivery_retry"),
    path("calendar/", calendar.calendar_month, name="calendar_month"),
    path("calendar/year/", calendar.calendar_year, name="calendar_year"),
    path("reminders/", reminders.reminder_ahead, name="reminder_ahead"),
    path("reminders/kinds/", reminders.reminder_kinds, name="reminder_kinds"),
    path("members/", memberships.membership_list, name="membership_list"),
    path("members/new/", memberships.membership_create, name="membership_create"),
    path("members/<int:pk>/", memberships.membership_detail, name="membership_detail"),
    path("members/<int:pk>/end/", memberships.membership_end, name="membership_end"),
    path("members/<int:pk>/standing/", memberships.standing_create, name="standing_create"),
    path("members/<int:pk>/portfolio/", memberships.portfolio_create, name="portfolio_create"),
    path("standings/<int:pk>/end/", memberships.standing_end, name="standing_end"),
    path("portfolios/", memberships.portfolio_list, name="portfolio_list"),
    path("portfolios/<int:pk>/end/", memberships.portfolio_end, name="portfolio_end"),
    path("terms/new/", memberships.term_create, name="term_create"),
    path("authorisations/", offices.authorization_list, name="authorization_list"),
    path("authorisations/new/", offices.authorization_create, name="authorization_create"),
    path("authorisations/<int:pk>/revoke/", offices.authorization_revoke, name="authorization_revoke"),
    path("interests/", offices.interest_list, name="interest_list"),
    path("interests/new/", offices.interest_create, name="interest_create"),
    path("interests/<int:pk>/", offices.interest_detail, name="interest_detail"),
    path("interests/<int:pk>/withdraw/", offices.interest_withdraw, name="interest_withdraw"),
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff/new/", staff.staff_create, name="staff_create"),
    path("staff/<int:pk>/end/", staff.staff_end, name="staff_end"),
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/new/", accounts.account_create, name="account_create"),
    path("accounts/<int:pk>/", accounts.account_keep, name="account_keep"),
    path("accounts/<int:pk>/password/", accounts.account_reset, name="account_reset"),
    path("accounts/<int:pk>/close/", accounts.account_close, name="account_close"),
    path("accounts/<int:pk>/reopen/", accounts.account_reopen, name="account_reopen"),
    path("groups/", groups.group_list, name="group_list"),
    path("groups/new/", groups.group_create, name="group_create"),
    path("groups/<int:pk>/", groups.group_edit, name="group_edit"),
]

urlpatterns = [
    path("", home.home_index, name="home_index"),
    path("login/", account.Login.as_view(), name="login"),
    path("logout/", account.logout_do, name="logout"),
    path("account/", account.account_detail, name="account_detail"),
    path("account/password/", account.password_change, name="password_change"),
    path("account/reading/", reading.reading_edit, name="reading_edit"),
    *(
        path(f"account/reading/test/{way}/", reading.reading_test, {"way": way}, f"reading_test_{way}")
        for way in Way
    ),
    path("account/calendar/", reading.feed_renew, name="feed_renew"),
    path("account/calendar/close/", reading.feed_close, name="feed_close"),
    path("calendar/<str:secret>.ics", reading.feed_read, name="feed_read"),
    path("account/language/", account.language_set, name="language_set"),
    path("b/<slug:body>/", include(of_a_body)),
]
