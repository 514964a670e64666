"""Who gets an account and a staff role?  Accounts are of the installation; a body keeps its own people's."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from members.models import LeadingGroup, StaffRole, User
from members.procedure.journal import demand_power, enter
from members.procedure.record import NotPermitted

POWER = "members.manage_staff"


def keeps_account(keeper: User, group: LeadingGroup, user: User) -> bool:
    """Say whether an account is in the body's keeping: nobody else's, and not a platform administrator's.

    An administrator of one body must not get into another body through the password of a person in both.
    """
    if keeper.is_platform_admin:
        return True
    elsewhere = LeadingGroup.objects.filter(Q(memberships__user=user) | Q(staff_roles__user=user))
    return not user.is_platform_admin and not elsewhere.exclude(pk=group.pk).exists()


def _demand(group: LeadingGroup, user: User | None, by: User) -> None:
    if by.is_platform_admin and by.is_active:
        return
    demand_power(POWER, by, group)
    if user is not None and not keeps_account(by, group, user):
        raise NotPermitted(POWER)


def create_account(
    group: LeadingGroup,
    username: str,
    name: str,
    password: str | None,
    *,
    by: User,
    at: datetime,
    phone: str = "",
    email: str = "",
) -> User:
    """Create an account with a first password, which its owner must change.

    password: None for an account nobody gets into before it is given a first password (`reset_password`).
    Raises ValidationError: a name that is taken, a password that is too weak.
    """
    _demand(group, None, by)
    return _create(group, username, name, password, by=by, at=at, phone=phone, email=email)


def _create(
    group: LeadingGroup,
    username: str,
    name: str,
    password: str | None,
    *,
    by: User,
    at: datetime,
    **more: str,
) -> User:
    if password is not None:
        validate_password(password, User(username=username, name=name, email=more.get("email", "")))
    with transaction.atomic():
        user = User.objects.create_user(username, password, name=name, must_change_password=True, **more)
        enter(group, "create_account", by=by, at=at, facts={"account": username, "name": name})
    return user


def invite_visitor(
    group: LeadingGroup,
    username: str,
    name: str,
    password: str,
    unit: str = "",
    *,
    by: User,
    at: datetime,
) -> User:
    """Make an account with a first password for a visiting inspector.  Clause 4.5-a.

    The role alone opens nothing: the secretary grants the inspection.
    Raises NotPermitted; ValidationError: a name that is taken, a password that is too weak.
    """
    demand_power("members.invite_visitor", by, group)
    with transaction.atomic():
        user = _create(group, username, name, password, by=by, at=at)
        _give(group, user, StaffRole.Role.VISITING_INSPECTOR, localdate(at), unit, None, by=by, at=at)
    return user


def reset_password(group: LeadingGroup, user: User, password: str, *, by: User, at: datetime) -> User:
    """Give an account a new first password; its sessions end."""
    _demand(group, user, by)
    validate_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.must_change_password = True
        user.save()
        enter(group, "reset_password", by=by, at=at, facts={"account": user.username})
    return user


def deactivate_account(group: LeadingGroup, user: User, *, by: User, at: datetime) -> User:
    """Close an account; what was done by it stays on record."""
    return _set_active(group, user, active=False, by=by, at=at)


def activate_account(group: LeadingGroup, user: User, *, by: User, at: datetime) -> User:
    """Open a closed account again."""
    return _set_active(group, user, active=True, by=by, at=at)


def _set_active(group: LeadingGroup, user: User, *, active: bool, by: User, at: datetime) -> User:
    _demand(group, user, by)
    with transaction.atomic():
        user.is_active = active
        user.save()
        verb = "activate_account" if active else "deactivate_account"
        enter(group, verb, by=by, at=at, facts={"account": user.username})
    return user


def grant_role(
    group: LeadingGroup,
    user: User,
    role: str,
    since: date,
    unit: str = "",
    *,
    by: User,
    at: datetime,
    until: date | None = None,
) -> StaffRole:
    """Give a person a staff role in the body.  role: a value of StaffRole.Role."""
    _demand(group, None, by)
    return _give(group, user, role, since, unit, until, by=by, at=at)


def _give(  # noqa: PLR0917  (as grant_role, which is the same with a power)
    group: LeadingGroup,
    user: User,
    role: str,
    since: date,
    unit: str,
    until: date | None,
    *,
    by: User,
    at: datetime,
) -> StaffRole:
    with transaction.atomic():
        held = StaffRole(group=group, user=user, role=role, since=since, unit=unit, until=until)
        held.save()
        facts = {"name": user.name, "role": role, "since": since.isoformat()}
        enter(group, "grant_role", by=by, at=at, facts=facts)
    return held


def end_role(held: StaffRole, until: date | None = None, *, by: User, at: datetime) -> StaffRole:
    """End a staff role; `until` is the first day without it (today unless given)."""
    _demand(held.group, None, by)
    with transaction.atomic():
        held.until = until or localdate(at)
        held.save()
        facts = {"name": held.user.name, "role": held.role, "until": held.until.isoformat()}
        enter(held.group, "end_role", by=by, at=at, facts=facts)
    return held
