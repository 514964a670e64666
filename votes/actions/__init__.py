"""The acts of voting.  Import them from here."""

from votes.actions.ballots import cast_ballot, cast_for_all, enter_tally
from votes.actions.votes import Opened, close_vote, count_vote, open_vote, void_vote
