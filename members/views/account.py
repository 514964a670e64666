"""How does somebody come in, go out, and set up their own account?"""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import DeskRequest
from members.account_forms import LoginForm, PasswordForm


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class Login(LoginView):
    """Log in.  The session gets a new key; wrong name and wrong password answer alike."""

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_invalid(self, form: object) -> HttpResponse:
        """Show the form again with the reason (422)."""
        response = super().form_invalid(cast("LoginForm", form))
        response.status_code = 422
        return response


@require_POST
def logout_do(request: HttpRequest) -> HttpResponse:
    """Log out, and ask the browser to forget what it keeps of this site but for language and theme."""
    logout(request)
    response = redirect("members:login")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_GET
@login_required
def account_detail(request: DeskRequest) -> HttpResponse:
    """Show one's own account: name, seats, roles."""
    seats = request.user.memberships.select_related("group").order_by("group__name", "-since")
    roles = request.user.staff_roles.select_related("group").order_by("group__name", "-since")
    return render(request, "members/account_detail.html", {"seats": seats, "roles": roles})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@login_required
def password_change(request: DeskRequest) -> HttpResponse:
    """Change one's own password; every other session of the account ends."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        update_session_auth_hash(request, user)
        messages.success(request, _("The password is changed."))
        return redirect("members:home_index")
    status = 422 if form.is_bound else 200
    return render(request, "registration/password_change.html", {"form": form}, status=status)


@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page."""
    target = request.POST.get("next", "")
    # Without the slash `redirect` would take it for the name of a page.
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(target if safe else "members:home_index")
    if request.POST.get("language") in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.POST["language"],
            max_age=settings.LANGUAGE_COOKIE_AGE,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response
