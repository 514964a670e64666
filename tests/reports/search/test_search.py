"""Does one find everything one may see, nothing else, and what was done a minute ago?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import actions
from meetings.models import Minutes, TopicProposal
from members.models import LeadingGroup, StaffRole, User
from reports.search import asking, keeping
from reports.search.asking import Question
from reports.search.models import SearchEntry, SearchMark
from reports.search.sources import sources
from study.models import Essay
from tests.cast import START, Cast, Sitting, cast, make_body, sitting  # noqa: F401

pytestmark = pytest.mark.django_db
THIS_YEAR = timezone.localdate().year


def propose(cast: Cast, who: str = "a", **fields: Any) -> TopicProposal:  # noqa: F811
    given = {
        "title": "山区公路养护",
        "summary": "冬季除雪与塌方处置",
        "kind": "budget",
        "proposer": cast.seats[who],
        **fields,
    }
    return actions.draft_proposal(
        cast.group,
        outside_list_reason="年度例行",
        by=cast.user(who),
        at=START,
        **given,
    )


def found(text: str, user: User, *groups: LeadingGroup, **narrowed: Any) -> list[str]:
    question = Question(text, **narrowed)
    keys = asking.ask(question, user, groups).keys
    return ["".join(piece.text for piece in hit.title) for hit in asking.hits(keys, question, groups)]


@pytest.fixture
def topic(cast: Cast) -> TopicProposal:  # noqa: F811
    made = propose(cast)
    keeping.rebuild(timezone.now())
    return made


@pytest.mark.parametrize(
    ("asked", "narrowed", "is_found"),
    [
        ("公路", {}, True),
        ("路养", {}, True),
        ("塌方处置", {}, True),
        ("山区 塌方", {}, True),
        ("塌方", {"titles": True}, False),
        ("公路", {"titles": True}, True),
        ("公路", {"kind": "topicproposal"}, True),
        ("公路", {"kind": "meeting"}, False),
        ("公路", {"year": THIS_YEAR}, True),
        ("公路", {"year": THIS_YEAR - 1}, False),
        ("公路 高铁", {}, False),
        ("护除", {}, False),  # the end of the title and the beginning of the text are no word
        ("公", {}, False),
        ("' OR 1=1 --", {}, False),
        ('"公路" NOT', {}, False),
    ],
)
def test_what_is_found(
    cast: Cast,  # noqa: F811
    topic: TopicProposal,
    asked: str,
    narrowed: dict[str, Any],
    is_found: bool,
) -> None:
    assert found(asked, cast.user("b"), cast.group, **narrowed) == ([topic.title] if is_found else [])


def test_nothing_of_another_body_is_found(cast: Cast, topic: TopicProposal) -> None:  # noqa: F811
    other = make_body("qinglan", {"s": "secretary"})
    assert found("公路", other.user("s"), other.group) == []
    assert found("公路", other.user("s"), cast.group, other.group) == []
    assert found("公路", cast.user("b"), cast.group, other.group) == [topic.title]


def test_who_may_not_read_the_pages_finds_nothing(cast: Cast, topic: TopicProposal) -> None:  # noqa: F811
    assert found("公路", cast.user("inspector"), cast.group) == [topic.title]
    assert found("公路", cast.user("system_admin"), cast.group) == []


def test_a_draft_essay_is_its_authors_alone(cast: Cast) -> None:  # noqa: F811
    Essay(group=cast.group, membership=cast.seats["a"], title="学习体会初稿", text="认真研读原文").save()
    keeping.rebuild(timezone.now())
    assert found("研读", cast.user("a"), cast.group) == ["学习体会初稿"]
    assert found("研读", cast.user("b"), cast.group) == []


def test_of_sensitive_and_personnel_matters_the_title_alone_is_found(cast: Cast) -> None:  # noqa: F811
    propose(cast, title="某项敏感工作", summary="不宜外传的细节", secrecy="sensitive")
    propose(
        cast, title="关于任职的建议", summary="考察中的谈话情况", kind="personnel.appoint", candidate="甲某"
    )
    keeping.rebuild(timezone.now())
    assert found("敏感工作", cast.user("s"), cast.group) == ["某项敏感工作"]
    assert found("任职", cast.user("s"), cast.group) == ["关于任职的建议"]
    assert found("细节", cast.user("s"), cast.group) == []
    assert found("谈话情况", cast.user("s"), cast.group) == []
    assert not SearchEntry.objects.filter(text__contains="细节").exists()


def test_the_index_follows_the_acts(cast: Cast, sitting: Sitting) -> None:  # noqa: F811
    now = timezone.now()
    keeping.follow(now)
    assert SearchMark.objects.get().at == now
    proposal = propose(cast, title="抗旱保苗")
    assert found("抗旱", cast.user("s"), cast.group) == []
    SearchMark.objects.update(at=START)
    assert keeping.follow(now + timedelta(minutes=1)) >= 1
    assert found("抗旱", cast.user("s"), cast.group) == ["抗旱保苗"]
    actions.edit_proposal(proposal, title="抗旱保苗与引水", by=cast.user("a"), at=now + timedelta(seconds=90))
    keeping.follow(now + timedelta(minutes=2))
    keeping.follow(now + timedelta(minutes=2))
    assert found("引水", cast.user("s"), cast.group) == ["抗旱保苗与引水"]
    assert SearchEntry.objects.filter(kind="topicproposal", key=proposal.pk).count() == 1


def test_words_of_the_discussion_are_found_at_their_item(cast: Cast, sitting: Sitting) -> None:  # noqa: F811
    item = sitting.item(2)
    actions.start_item(item, by=cast.user("s"), at=sitting.tick())
    actions.speak(item, cast.seats["b"], "建议压减一般性支出", by=cast.user("clerk"), at=sitting.tick())
    keeping.rebuild(timezone.now())
    assert found("一般性支出", cast.user("a"), cast.group) == [item.title]


def test_entries_of_records_that_are_gone_are_taken_off(cast: Cast, topic: TopicProposal) -> None:  # noqa: F811
    SearchEntry.objects.filter(kind="topicproposal").update(key=topic.pk + 1000)
    keeping.rebuild(timezone.now())
    assert list(SearchEntry.objects.filter(kind="topicproposal").values_list("key", flat=True)) == [topic.pk]


def test_the_page(cast: Cast, topic: TopicProposal, client: Client) -> None:  # noqa: F811
    client.force_login(cast.user("b"))
    address = f"/b/{cast.group.code}/search/"
    text = client.get(address, {"q": "公路"}).content.decode()
    assert "<mark>公路</mark>" in text
    assert f"/topics/{topic.pk}/" in text
    part = client.get(address, {"q": "公路"}, headers={"HX-Request": "true", "HX-Target": "search-results"})
    assert "<html" not in part.content.decode()
    assert "<mark>公路</mark>" in part.content.decode()
    for strange in ("公", "<script>alert(1)</script>", "\0", "x" * 5000, "%", "公路\ud800"):
        answer = client.get(
            address, {"q": strange.encode("utf-8", "ignore").decode(), "year": "abc", "kind": "nothing"}
        )
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_another_body_is_searched_along_by_who_belongs_to_it(
    cast: Cast,  # noqa: F811
    client: Client,
) -> None:
    other = make_body("qinglan", {"s": "secretary"})
    for body in (cast, other):
        propose(body, title=f"山区公路养护{body.group.code}", who="s")
    keeping.rebuild(timezone.now())
    reader, address = cast.user("b"), f"/b/{cast.group.code}/search/"
    client.force_login(reader, backend="config.auth.MatrixBackend")
    asked = {"q": "公路养护", "bodies": "all"}

    def other_is_found() -> bool:
        return "公路养护</mark>qinglan" in client.get(address, asked).content.decode()

    assert not other_is_found()
    role = StaffRole(group=other.group, user=reader, role="visiting_inspector", since=START.date())
    role.save()
    assert not other_is_found()
    # Nor the names of its members.
    only = {"HX-Request": "true", "HX-Target": "search-results"}
    names = client.get(address, {"q": "成员", "bodies": "all"}, headers=only).content.decode()
    assert "/b/yunling/members/" in names
    assert "/b/qinglan/" not in names
    StaffRole(group=other.group, user=cast.user("c"), role="auditor", since=START.date()).save()
    client.force_login(cast.user("c"), backend="config.auth.MatrixBackend")
    assert other_is_found()


def test_a_page_costs_as_many_queries_for_many_as_for_one(cast: Cast, client: Client) -> None:  # noqa: F811
    client.force_login(cast.user("b"))
    costs = []
    for number in range(30):
        propose(cast, title=f"山区公路养护{number}")
        if number in {0, 2, 29}:
            keeping.rebuild(timezone.now())
            client.get(f"/b/{cast.group.code}/search/", {"q": "公路"})
            with CaptureQueriesContext(connection) as asked:
                client.get(f"/b/{cast.group.code}/search/", {"q": "公路"})
            costs.append(len(asked))
    assert len(set(costs)) == 1, costs
    assert costs[0] < 30


def test_every_kind_that_is_searched_is_found_by_its_title(cast: Cast, sitting: Sitting) -> None:  # noqa: F811
    keeping.rebuild(timezone.now())
    kinds = set(SearchEntry.objects.values_list("kind", flat=True))
    assert {"meeting", "agendaitem", "topicproposal", "membership"} <= kinds
    assert kinds <= set(sources())
    assert Minutes._meta.model_name in sources()
