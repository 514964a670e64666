"""An article from application to print; what is refused, to whom, and what stays shown for ever."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from meetings.models import Decision
from members.procedure.record import NotPermitted, Refused, refusals
from reports.research.articles import actions as articles
from reports.research.articles.models import ArticleVersion, SignedArticle
from tests.cast import SEATS, Cast, make_body, make_sitting

AT = datetime(2025, 5, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = date(2025, 5, 12)
LATER = AT + timedelta(days=6)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db) -> Cast:
    return make_body("yunling", SEATS)


@pytest.fixture
def second_body(db) -> Cast:
    return make_body("gaopo", SEATS)


def code_of(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(refusals(error.value)[0].code)


def paper(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("稿.txt", text.encode())


def article(cast: Cast, who: str = "a", **more) -> SignedArticle:
    fields = {"title": "办好民生实事", "outlet": "县报", "text": "正文"} | more
    return articles.draft_article(cast.group, author=cast.seats[who], by=cast.user(who), at=AT, **fields)


def carried(cast: Cast) -> Decision:
    sitting = make_sitting(cast)
    decision = Decision(
        group=cast.group,
        item=sitting.item(2),
        number="17-44-2",
        text="同意",
        effective_on=sitting.meeting.day,
    )
    decision.save()
    return decision


def test_published_only_after_approval_and_only_the_approved_text_5_4_b(cast: Cast) -> None:
    one, author, head = article(cast), cast.user("a"), cast.user("s")
    with pytest.raises(Refused) as error:
        articles.publish_article(one, DAY, by=author, at=AT)
    assert code_of(error) == "wrong_state"
    articles.apply_for_article(one, by=author, at=AT)
    with pytest.raises(NotPermitted):
        articles.approve_article(one, by=cast.user("d"), at=AT)
    articles.approve_article(one, "同意", by=head, at=AT)
    with pytest.raises(Refused) as error:
        articles.publish_article(one, AT.date() - timedelta(1), by=author, at=AT)
    assert code_of(error) == "published_before_approval"
    articles.write_version(one, "改过的正文", by=author, at=AT)
    assert (one.state, one.approved_on, one.approved_hash) == ("draft", None, "")
    articles.apply_for_article(one, by=author, at=AT)
    articles.approve_article(one, by=head, at=AT)
    articles.publish_article(one, DAY, "第12期", by=author, at=LATER)
    assert one.state == "published"
    assert list(ArticleVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_the_secretarys_own_is_decided_on_by_the_group_5_4_b(cast: Cast) -> None:
    one, head, clerk = article(cast, "s"), cast.user("s"), cast.user("clerk")
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=head, at=AT)
    assert code_of(error) == "own_article_of_secretary"
    articles.edit_article(one, route="group", by=head, at=AT)
    articles.apply_for_article(one, by=head, at=AT)
    with pytest.raises(Refused) as error:
        articles.approve_article(one, by=head, at=AT)
    assert code_of(error) == "group_decides"
    articles.enter_group_decision(one, carried(cast), by=clerk, at=AT)
    assert (one.state, one.approved_on) == ("approved", AT.date())


def test_what_bears_the_groups_name_is_decided_on_by_the_group_5_4_b(cast: Cast) -> None:
    one = article(cast, kind="group_speech")
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=cast.user("a"), at=AT)
    assert code_of(error) == "group_decides"


def test_a_late_registration_stays_shown_as_such_5_4_b(cast: Cast) -> None:
    one, author = article(cast), cast.user("a")
    with pytest.raises(Refused) as error:
        articles.register_late(one, DAY, " ", by=author, at=LATER)
    assert code_of(error) == "reason_required"
    articles.register_late(one, DAY, "编辑部临时约稿", by=author, at=LATER)
    assert (one.state, one.approved_on) == ("late", None)
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=author, at=AT)
    assert code_of(error) == "wrong_state"


def test_returned_and_refused_say_why_5_4_b(cast: Cast) -> None:
    one, author, head = article(cast), cast.user("a"), cast.user("s")
    articles.apply_for_article(one, by=author, at=AT)
    with pytest.raises(Refused) as error:
        articles.return_article(one, "", by=head, at=AT)
    assert code_of(error) == "reason_required"
    articles.return_article(one, "数据请核实", by=head, at=AT)
    assert (one.state, one.opinion) == ("returned", "数据请核实")
    articles.attach_article(one, SimpleUploadedFile("稿.txt", "稿".encode()), "", by=author, at=AT)
    articles.apply_for_article(one, by=author, at=AT)
    articles.refuse_article(one, "不宜公开", by=head, at=AT + timedelta(days=1))
    assert one.state == "refused"
    assert author.notifications.filter(kind="article_decided").count() == 2


# -- what exactly was approved -------------------------------------------------------------------------


def approved(cast: Cast, **more) -> SignedArticle:
    one = article(cast, **more)
    articles.apply_for_article(one, by=cast.user("a"), at=AT)
    return articles.approve_article(one, "同意", by=cast.user("s"), at=AT)


def test_an_article_may_be_a_file_alone_and_the_file_is_approved_5_4_b(cast: Cast) -> None:
    one, author = article(cast, text=""), cast.user("a")
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=author, at=AT)
    assert code_of(error) == "text_missing"
    articles.attach_article(one, paper("甲"), "", by=author, at=AT)
    articles.apply_for_article(one, by=author, at=AT)
    articles.approve_article(one, by=cast.user("s"), at=AT)
    first = one.approved_hash
    assert first == one.latest().sha256
    articles.write_version(one, "", paper("乙"), by=author, at=AT)
    assert (one.state, one.approved_hash) == ("draft", "")
    assert one.latest().sha256 != first


def test_the_same_text_with_another_file_is_another_version_5_4_b(cast: Cast) -> None:
    one, author = article(cast), cast.user("a")
    articles.attach_article(one, paper("图一"), "", by=author, at=AT)
    articles.attach_article(one, paper("图二"), "", by=author, at=AT)
    digests = [version.sha256 for version in one.versions.all()]
    assert len(set(digests)) == 3
    assert [version.text for version in one.versions.all()] == ["正文"] * 3


def test_a_version_is_a_text_or_a_file_5_4_b(cast: Cast) -> None:
    one = article(cast)
    with pytest.raises(ValidationError):
        articles.write_version(one, "", by=cast.user("a"), at=AT)
    assert one.versions.count() == 1


def test_a_version_is_never_changed_5_4_b(cast: Cast) -> None:
    version = article(cast).latest()
    version.text = "偷改"
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()


def test_a_changed_text_is_decided_on_anew_by_the_group_5_4_b(cast: Cast) -> None:
    one, author, clerk = article(cast, route="group"), cast.user("a"), cast.user("clerk")
    decision = carried(cast)
    articles.apply_for_article(one, by=author, at=AT)
    articles.enter_group_decision(one, decision, by=clerk, at=AT)
    assert one.entries.get(verb="enter_group_decision").facts["warned"] == ["decided_before_text"]
    articles.write_version(one, "改过的正文", by=author, at=AT)
    articles.apply_for_article(one, by=author, at=AT)
    with pytest.raises(Refused) as error:
        articles.enter_group_decision(one, decision, by=clerk, at=AT)
    assert (code_of(error), one.state) == ("decided_on_another_text", "applied")
    articles.register_late(one, AT.date(), "已见报", by=author, at=AT)
    assert (one.state, one.approved_on) == ("late", None)


def test_the_group_approves_from_the_day_of_its_decision_5_4_b(cast: Cast) -> None:
    decision = carried(cast)
    before = datetime.combine(decision.effective_on - timedelta(3), AT.timetz())
    one = articles.draft_article(
        cast.group, "正文", title="题", outlet="县报", route="group", author=cast.seats["a"],
        by=cast.user("a"), at=before,
    )  # fmt: skip
    articles.apply_for_article(one, by=cast.user("a"), at=before)
    articles.enter_group_decision(one, decision, by=cast.user("clerk"), at=AT)
    assert one.approved_on == decision.effective_on
    assert "warned" not in one.entries.get(verb="enter_group_decision").facts
    articles.publish_article(one, decision.effective_on, by=cast.user("a"), at=AT)
    assert one.state == "published"


def test_a_decision_of_another_body_approves_nothing_5_4_b(cast: Cast, second_body: Cast) -> None:
    one = article(cast, route="group")
    articles.apply_for_article(one, by=cast.user("a"), at=AT)
    with pytest.raises(Refused) as error:
        articles.enter_group_decision(one, carried(second_body), by=cast.user("clerk"), at=AT)
    assert (code_of(error), one.state) == ("other_body", "applied")


# -- who writes, who is told ---------------------------------------------------------------------------


def test_the_secretary_does_not_approve_what_he_writes_along_5_4_b(cast: Cast) -> None:
    one = article(cast, co_members=[cast.seats["s"]])
    with pytest.raises(Refused) as error:
        articles.apply_for_article(one, by=cast.user("a"), at=AT)
    assert code_of(error) == "own_article_of_secretary"


def test_who_becomes_secretary_does_not_approve_his_own_application_5_4_b(cast: Cast) -> None:
    one = article(cast)
    articles.apply_for_article(one, by=cast.user("a"), at=AT)
    head, heir = cast.seats["s"], cast.seats["a"]
    head.until = heir.until = DAY
    head.save()
    heir.save()
    follows = type(heir)(
        group=cast.group, term=cast.term, user=heir.user, post="secretary", protocol_order=1, since=DAY
    )
    follows.save()
    assert not one.by_secretary
    one.author = follows
    assert one.by_secretary
    assert one.routed().code == "own_article_of_secretary"


def test_who_writes_along_keeps_the_article_and_is_told_5_4_b(cast: Cast) -> None:
    one = article(cast, co_members=[cast.seats["b"]], co_authors="李某（县委党校）")
    assert one.authors == ("成员a", "成员b", "李某（县委党校）")
    articles.write_version(one, "二稿", by=cast.user("b"), at=AT)
    articles.apply_for_article(one, by=cast.user("b"), at=AT)
    assert cast.user("s").notifications.filter(kind="article_applied").count() == 1
    articles.approve_article(one, by=cast.user("s"), at=AT)
    assert cast.user("b").notifications.filter(kind="article_decided").count() == 1
    with pytest.raises(NotPermitted):
        articles.publish_article(one, AT.date(), by=cast.user("c"), at=AT)


def test_the_clerk_is_told_of_what_the_group_decides_on_5_4_b(cast: Cast) -> None:
    one = article(cast, route="group")
    articles.apply_for_article(one, by=cast.user("a"), at=AT)
    assert cast.user("clerk").notifications.filter(kind="article_applied").count() == 1
    assert not cast.user("s").notifications.exists()


# -- published, or registered late ---------------------------------------------------------------------


def test_no_day_ahead_is_a_day_of_publication_5_4_b(cast: Cast) -> None:
    one = approved(cast)
    with pytest.raises(Refused) as error:
        articles.publish_article(one, AT.date() + timedelta(1), by=cast.user("a"), at=AT)
    assert (code_of(error), one.state) == ("day_ahead", "approved")
    other = article(cast)
    with pytest.raises(Refused) as error:
        articles.register_late(other, AT.date() + timedelta(1), "急", by=cast.user("a"), at=AT)
    assert code_of(error) == "day_ahead"


def test_printed_before_its_approval_it_is_late_although_approved_5_4_b(cast: Cast) -> None:
    one, author = approved(cast), cast.user("a")
    with pytest.raises(Refused) as error:
        articles.register_late(one, AT.date(), "见报", by=author, at=AT)
    assert (code_of(error), one.state) == ("approved_in_time", "approved")
    articles.register_late(one, AT.date() - timedelta(1), "编辑部提前刊发", by=author, at=AT)
    assert one.state == "late"
    assert one.entries.get(verb="register_late").facts["warned"] == ["published_before_approval"]


@pytest.mark.parametrize(
    "written",
    [
        {"state": "published"},
        {"state": "draft"},
        {"approved_on": date(2025, 1, 1)},
        {"published_on": date(2025, 12, 1)},
    ],
)
def test_the_database_keeps_late_late_5_4_b(cast: Cast, written: dict[str, object]) -> None:
    one = article(cast)
    articles.register_late(one, AT.date(), "见报", by=cast.user("a"), at=AT)
    ((name, value),) = written.items()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_signedarticle SET {name} = %s WHERE id = %s", [value, one.pk])


def test_issue_and_link_follow_after_print_5_4_b(cast: Cast) -> None:
    one, author = approved(cast), cast.user("a")
    articles.publish_article(one, AT.date(), by=author, at=AT)
    articles.note_publication(one, "2025年第6期", "https://example.com/a", by=author, at=LATER)
    assert (one.issue, one.published_on) == ("2025年第6期", AT.date())
