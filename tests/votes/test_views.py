"""Do the pages of a vote do what they say, and never show what must not be seen?"""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import actions
from meetings.models import AgendaItem
from meetings.states import Outcome
from members.models import User
from tests.meetings.room import PASSWORD, Room, room
from votes.actions import cast_ballot, close_vote, count_vote, open_vote
from votes.models import Ballot, SealedBallot, Vote
from votes.states import VoteState

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Room:
    return room(kinds=("first_topic", "funds", "personnel.appoint")).open()


def url(name: str, here: Room, pk: int) -> str:
    return reverse(f"votes:{name}", args=[here.group.code, pk])


def secret(here: Room, index: int = 1):
    item = here.discussed(index)
    return open_vote(item, "secret_ballot", "screen", scrutineer="甲", teller="乙", by=here.clerk, at=here.at)


def masked(content: bytes) -> bytes:
    """Take out what differs between any two answers: the token of the form, and the receipt."""
    content = re.sub(rb'(csrfmiddlewaretoken" value=")[^"]+', rb"\1", content)
    return re.sub(rb"<code>[0-9a-f ]+</code>", b"<code></code>", content)


# -- open methods ------------------------------------------------------------------------------------


def test_a_show_of_hands_takes_two_clicks_when_all_agree(here):
    item = here.discussed()
    client = here.client(here.clerk)
    client.post(url("vote_open", here, item.pk), {"method": "show_of_hands"})
    vote = Vote.objects.get(item=item)
    assert client.post(url("vote_enter", here, vote.pk), {"rest": "approve"}).status_code == 200
    answer = client.post(url("vote_close", here, vote.pk))
    assert answer.status_code == 200
    assert "sittingChanged" in answer["HX-Trigger"]
    vote.refresh_from_db()
    assert (vote.state, vote.figures["approve"]) == (VoteState.COUNTED, 9)
    assert vote.formula in html.unescape(answer.content.decode())


def test_exceptions_are_tapped_by_member(here):
    item = here.discussed()
    opened = open_vote(item, "show_of_hands", by=here.clerk, at=here.at)
    data = {
        "rest": "approve",
        f"stance-{here.seats[2].pk}": "oppose",
        f"stance-{here.seats[4].pk}": "abstain",
    }
    here.client(here.clerk).post(url("vote_enter", here, opened.vote.pk), data)
    close_vote(opened.vote, by=here.clerk, at=here.at)
    figures = Vote.objects.get(pk=opened.vote.pk).figures
    assert (figures["approve"], figures["oppose"], figures["abstain"]) == (7, 1, 1)
    assert Ballot.objects.order_by("serial").last().elector.membership_id == here.seats[0].pk


def test_stances_of_a_running_vote_are_seen_by_recorder_and_chair_only(here):
    item = here.discussed()
    vote = open_vote(item, "signed_ballot", by=here.clerk, at=here.at).vote
    cast_ballot(vote, "oppose", by=here.seats[3].user, at=here.at)
    page = url("for_item", here, item.pk)
    mark = '<span class="state-badge tone-bad">'
    seen = {name: mark in here.client(user).get(page).content.decode() for name, user in people(here).items()}
    assert seen == {"clerk": True, "secretary": True, "voter": True, "member": False, "auditor": False}


def people(here: Room) -> dict[str, User]:
    return {
        "clerk": here.clerk,
        "secretary": here.secretary,
        "voter": here.seats[3].user,
        "member": here.seats[5].user,
        "auditor": here.others["auditor"],
    }


def test_a_member_votes_on_the_own_screen_once(here):
    item = here.discussed()
    vote = open_vote(item, "signed_ballot", by=here.clerk, at=here.at).vote
    client = here.client(here.seats[3].user)
    assert client.post(url("vote_cast", here, vote.pk), {"choice": "approve"}).status_code == 200
    assert client.post(url("vote_cast", here, vote.pk), {"choice": "oppose"}).status_code == 422
    assert (
        here.client(here.secretary).post(url("vote_cast", here, vote.pk), {"choice": "approve"}).status_code
        == 422
    )


def test_members_do_not_enter_for_others(here):
    vote = open_vote(here.discussed(), "show_of_hands", by=here.clerk, at=here.at).vote
    answer = here.client(here.seats[3].user).post(url("vote_enter", here, vote.pk), {"rest": "approve"})
    assert answer.status_code == 422
    assert not Ballot.objects.exists()


def test_defer_is_offered_on_personnel_only(here):
    for index, offered in ((1, False), (2, True)):
        item = here.discussed(index)
        open_vote(item, "signed_ballot", by=here.clerk, at=here.at)
        page = here.client(here.seats[3].user).get(url("for_item", here, item.pk)).content.decode()
        assert ('value="defer"' in page) is offered
        vote = Vote.objects.get(item=item)
        void = here.client(here.clerk).post(url("vote_void", here, vote.pk), {"reason": "重来"})
        assert void.status_code == 200
        actions.postpone_item(AgendaItem.objects.get(pk=item.pk), "另议", by=here.clerk, at=here.at)


def test_opening_before_the_discussion_is_closed_is_greyed_and_refused(here):
    item = here.items()[1]
    actions.start_item(item, by=here.clerk, at=here.at)
    client = here.client(here.clerk)
    assert 'data-code="discussion_required"' in client.get(url("for_item", here, item.pk)).content.decode()
    assert client.post(url("vote_open", here, item.pk), {"method": "oral"}).status_code == 422


# -- the secret ballot -------------------------------------------------------------------------------


def test_slips_are_shown_once_and_nowhere_kept(here):
    item = here.discussed()
    client = here.client(here.clerk, htmx=False)
    data = {"method": "secret_ballot", "medium": "screen", "scrutineer": "甲", "teller": "乙"}
    page = client.post(url("vote_open", here, item.pk), data)
    slips = re.findall(r"<code>([0-9A-Z-]{28,})</code>", page.content.decode())
    assert len(slips) == 3
    assert "no-store" in page["Cache-Control"]
    assert page.content.decode().count("data:image/svg+xml") == 3
    assert client.post(url("vote_open", here, item.pk), data).status_code == 422
    assert slips[0] not in client.get(url("for_item", here, item.pk)).content.decode()


def test_the_answer_to_a_secret_vote_is_the_same_for_every_choice(here):
    vote = secret(here, 2).vote
    answers = {}
    for seat, choice in zip(here.seats[1:5], ("approve", "oppose", "abstain", "defer"), strict=True):
        client = here.client(seat.user, target=f"vote-{vote.item_id}")
        answers[choice] = client.post(url("vote_cast", here, vote.pk), {"choice": choice})
    assert {answer.status_code for answer in answers.values()} == {200}
    plain = {re.sub(rb"<strong>\d+</strong>/", b"", masked(one.content)) for one in answers.values()}
    plain = {re.sub(rb"since=[\w-]+", b"", one) for one in plain}
    assert len({len(one.content) for one in answers.values()}) == 1
    assert len(plain) == 1


def test_no_page_differs_between_two_choices_while_the_ballot_is_open_or_sealed():
    here = room(kinds=("first_topic", "funds", "funds")).open()
    shown = [all_pages(here, index, choice) for index, choice in ((1, "approve"), (2, "oppose"))]
    assert shown[0] == shown[1]


def all_pages(here: Room, index: int, choice: str) -> list[str]:
    """Let everybody take one stance, and read the vote as everybody, open and closed; ids are left out."""
    opened = secret(here, index)
    vote = opened.vote
    for seat in [*here.seats[1:], here.seats[0]]:
        cast_ballot(vote, choice, by=seat.user, at=here.at)
    pages = [here.client(user).get(url("for_item", here, vote.item_id)) for user in people(here).values()]
    close_vote(vote, by=here.clerk, at=here.at)
    pages += [here.client(user).get(url("for_item", here, vote.item_id)) for user in people(here).values()]
    count_vote(vote, *opened.slips[:2], by=here.clerk, at=here.at)
    texts = [masked(page.content).decode() for page in pages]
    texts = [re.sub(r"(items/|votes/|vote-|since=)\d+", r"\1", text) for text in texts]
    return [re.sub(r"<code>[0-9a-f]{16}…</code>", "", text) for text in texts]


def test_a_stale_login_must_show_the_password_again(here):
    vote = secret(here).vote
    member = here.seats[3].user
    client = here.client(member)
    User.objects.filter(pk=member.pk).update(last_login=timezone.now() - timedelta(minutes=11))
    assert 'name="password"' in client.get(url("for_item", here, vote.item_id)).content.decode()
    cast = url("vote_cast", here, vote.pk)
    refused = client.post(cast, {"choice": "oppose", "password": "wrong"})
    assert refused.status_code == 422
    assert b"oppose" not in refused.content
    assert not SealedBallot.objects.exists()
    assert client.post(cast, {"choice": "oppose", "password": PASSWORD}).status_code == 200
    assert SealedBallot.objects.count() == 1


def test_the_receipt_stands_in_the_list_after_closing(here):
    vote = secret(here).vote
    client = here.client(here.seats[3].user)
    shown = client.post(url("vote_cast", here, vote.pk), {"choice": "oppose"}).content.decode()
    receipt = re.search(r"<code>([0-9a-f ]{39})</code>", shown)[1]
    assert len(receipt.split()) == 8
    before = here.client(here.clerk).get(url("for_item", here, vote.item_id)).content.decode()
    assert receipt not in before
    close_vote(Vote.objects.get(pk=vote.pk), by=here.clerk, at=here.at)
    assert receipt in here.client(here.clerk).get(url("for_item", here, vote.item_id)).content.decode()


def test_two_slips_open_and_count(here):
    opened = secret(here)
    for seat in [*here.seats[1:], here.seats[0]]:
        cast_ballot(opened.vote, "approve", by=seat.user, at=here.at)
    client = here.client(here.clerk)
    count = url("vote_count", here, opened.vote.pk)
    slips = {"slip_a": opened.slips[0], "slip_b": opened.slips[2].lower()}
    assert client.post(count, slips).status_code == 422
    client.post(url("vote_close", here, opened.vote.pk))
    wrong = client.post(count, {"slip_a": opened.slips[0], "slip_b": opened.slips[0]})
    assert wrong.status_code == 422
    assert opened.slips[0].encode() not in wrong.content
    answer = client.post(count, slips)
    assert answer.status_code == 200
    assert "9" in answer.content.decode()
    opened.vote.refresh_from_db()
    assert opened.vote.wraps is None
    assert AgendaItem.objects.get(pk=opened.vote.item_id).outcome == Outcome.PASSED


def test_a_ballot_on_paper_must_add_up(here):
    item = here.discussed()
    vote = open_vote(item, "secret_ballot", "paper", by=here.clerk, at=here.at).vote
    client = here.client(here.clerk)
    names = {"scrutineer": "甲", "teller": "乙"}
    assert client.post(url("vote_close", here, vote.pk)).status_code == 422
    assert client.post(url("vote_tally", here, vote.pk), {"approve": 5, **names}).status_code == 422
    data = {"approve": 6, "oppose": 2, "invalid": 1, **names}
    assert client.post(url("vote_tally", here, vote.pk), data).status_code == 200
    assert client.post(url("vote_close", here, vote.pk)).status_code == 200
    assert AgendaItem.objects.get(pk=item.pk).outcome == Outcome.PASSED


# -- the desk, other bodies, bad input ---------------------------------------------------------------


def test_the_desk_shows_the_votes_that_wait(here):
    vote = open_vote(here.discussed(), "signed_ballot", by=here.clerk, at=here.at).vote
    address = reverse("votes:work_waiting", args=[here.group.code])
    member = here.client(here.seats[3].user)
    assert vote.question in member.get(address).content.decode()
    member.post(url("vote_cast", here, vote.pk), {"choice": "approve"})
    assert member.get(address).content == b""


def test_another_bodys_vote_does_not_exist(here):
    other = room(size=3, code="ping", kinds=("first_topic", "funds")).open(3)
    vote = open_vote(other.discussed(), "oral", by=other.clerk, at=other.at).vote
    client = here.client(here.clerk)
    assert client.get(url("for_item", here, vote.item_id)).status_code == 404
    assert client.post(url("vote_close", here, vote.pk)).status_code == 404
    assert client.post(url("vote_cast", other, vote.pk), {"choice": "approve"}).status_code == 404


@pytest.mark.parametrize("value", ["", "\x00\x07", "很" * 9000, "999999", "-1", "a;b"])
def test_nothing_typed_breaks_a_vote(here, value):
    item = here.discussed()
    vote = open_vote(item, "show_of_hands", by=here.clerk, at=here.at).vote
    names = "method medium scrutineer teller choice password rest approve invalid slip_a slip_b reason"
    data = dict.fromkeys(names.split(), value) | {f"stance-{value[:20]}": value}
    client = here.client(here.clerk)
    for name in ("vote_cast", "vote_enter", "vote_tally", "vote_count", "vote_close", "vote_void"):
        assert client.post(url(name, here, vote.pk), data).status_code in {200, 422}, name
    assert client.post(url("vote_open", here, item.pk), data).status_code in {200, 422}
