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
