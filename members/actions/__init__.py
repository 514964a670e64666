"""The acts about bodies, offices and accounts.  Import them from here."""

from members.actions.authorizations import authorise, revoke_authorization
from members.actions.groups import create_group, edit_group, open_term
from members.actions.interests import declare_interest, withdraw_interest
from members.actions.messages import mark_done, mark_read, mark_undone, mark_unread, note_fetch, try_again
from members.actions.seats import (
    add_portfolio,
    end_portfolio,
    end_seat,
    end_standing,
    seat_member,
    set_standing,
)
from members.actions.staff import (
    activate_account,
    create_account,
    deactivate_account,
    end_role,
    grant_role,
    invite_visitor,
    keeps_account,
    reset_password,
)

__all__ = [
    "activate_account",
    "add_portfolio",
    "authorise",
    "create_account",
    "create_group",
    "deactivate_account",
    "declare_interest",
    "edit_group",
    "end_portfolio",
    "end_role",
    "end_seat",
    "end_standing",
    "grant_role",
    "invite_visitor",
    "keeps_account",
    "mark_done",
    "mark_read",
    "mark_undone",
    "mark_unread",
    "note_fetch",
    "open_term",
    "reset_password",
    "revoke_authorization",
    "seat_member",
    "set_standing",
    "try_again",
    "withdraw_interest",
]
