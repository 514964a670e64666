"""How is an item worded in the minutes?  What was done with it in, fixed sentences of the office out.

Pure: knows no model.  The draft is a start; people edit it, and the difference to the record is shown to them.
The fixed verbs are 会议传达学习了 / 听取了 / 审议了 / 原则同意 / 决定 / 强调 / 要求.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from meetings.minutes.paper_minutes import MinutesItem


class Matter(Enum):
    """What kind of item it was, as far as the wording differs."""

    CONVEYED = "conveyed"  # first topic, transmission, theory study: documents were conveyed and studied
    BRIEFED = "briefed"  # heard, nothing to decide
    DELIBERATED = "deliberated"  # heard, discussed, decided
    PERSONNEL = "personnel"  # by reference to a separate paper


class Outcome(Enum):
    """How it ended."""

    PASSED = "passed"
    PASSED_IN_PRINCIPLE = "passed_in_principle"
    NOT_PASSED = "not_passed"
    NOTED = "noted"  # conveyed or heard, no vote
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"  # put before the superior


@dataclass(frozen=True, slots=True)
class ItemAccount:
    """One item as it was dealt with, before it is put into words.

    title: 关于…; reporter: unit that reported; documents: titles conveyed or deliberated, without 《》
    points: what the meeting stressed; measures: what it required, one sentence each
    text: the decision as it was voted on, without 会议决定; reason: why postponed or withdrawn
    referred_to: 县委; paper: number of the separate paper of a personnel decision
    """

    order: int
    title: str
    matter: Matter
    outcome: Outcome
    reporter: str = ""
    documents: tuple[str, ...] = ()
    points: str = ""
    measures: tuple[str, ...] = ()
    text: str = ""
    reason: str = ""
    referred_to: str = "县委"
    paper: str = ""
    owner: str = ""
    co_owners: tuple[str, ...] = ()
    due: date | None = None
    result: str = ""


def draft_item(account: ItemAccount) -> MinutesItem:
    """Return the item of the minutes in the fixed wording; nothing is added that the account does not hold."""
    paragraphs = (_heard(account), _stressed(account), _required(account))
    return MinutesItem(
        order=account.order,
        heading=account.title.rstrip("。"),
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
        decision=_decided(account),
        owner=account.owner,
        co_owners=account.co_owners,
        due=account.due,
        result=account.result,
    )


def _titles(account: ItemAccount) -> str:
    """Return the documents in title marks, as one enumeration."""
    return "、".join(f"《{title.strip('《》')}》" for title in account.documents)


def _sentence(text: str) -> str:
    """Return the text with exactly one full stop."""
    plain = text.strip().rstrip("。；;.")
    return f"{plain}。" if plain else ""


def _heard(account: ItemAccount) -> str:
    """Say what was conveyed, heard or deliberated."""
    titles = _titles(account)
    about = _subject(account)
    if account.matter is Matter.CONVEYED:
        return f"会议传达学习了{titles or about}。"
    if account.matter is Matter.PERSONNEL:
        return "会议研究了干部人事事项。"
    kind = "汇报" if account.matter is Matter.DELIBERATED else "情况汇报"
    heard = (
        f"会议听取了{account.reporter}{about}的{kind}" if account.reporter else f"会议听取了{about}的{kind}"
    )
    return f"{heard}，审议了{titles}。" if titles and account.matter is Matter.DELIBERATED else f"{heard}。"


def _stressed(account: ItemAccount) -> str:
    """Say what the meeting stressed."""
    return f"会议强调，{_sentence(account.points)}" if account.points.strip() else ""


def _required(account: ItemAccount) -> str:
    """Say what the meeting required, several measures numbered within the sentence."""
    measures = [measure.strip().rstrip("。；;.") for measure in account.measures if measure.strip()]
    if not measures:
        return ""
    if len(measures) == 1:
        return f"会议要求，{measures[0]}。"
    ordinals = "一二三四五六七八九十"
    if len(measures) > len(ordinals):
        return f"会议要求，{'；'.join(measures)}。"
    numbered = "；".join(
        f"{ordinals[index]}要{measure.removeprefix('要')}" for index, measure in enumerate(measures)
    )
    return f"会议要求，{numbered}。"


def _decided(account: ItemAccount) -> str:
    """Return the sentence of the decision, by outcome; empty where nothing was decided."""
    if account.matter is Matter.PERSONNEL and account.outcome is Outcome.PASSED:
        return (
            f"会议决定，有关事项按{account.paper}执行。" if account.paper else "会议决定，有关事项另行行文。"
        )
    reason = f"因{account.reason.strip().rstrip('。').removeprefix('因')}，" if account.reason.strip() else ""
    text = _sentence(account.text)
    # A draft that is a sentence about the meeting already (会议同意……) keeps its own verb.
    words = text if text.startswith("会议") else text and f"会议决定，{text}"
    fixed = {
        Outcome.NOTED: words,
        Outcome.PASSED: words or f"会议同意{_object(account)}。",
        Outcome.PASSED_IN_PRINCIPLE: f"会议原则同意{_object(account)}。" + words,
        Outcome.NOT_PASSED: "经表决，赞成票未超过应到会党组成员半数，该事项未予通过。",
        Outcome.POSTPONED: f"会议决定，{reason}该事项暂缓审议。",
        Outcome.WITHDRAWN: f"{reason}该议题撤回，会议未作审议。",
        Outcome.REFERRED: f"会议决定，将该事项报{account.referred_to}审定。",
    }
    return fixed[account.outcome]


def _object(account: ItemAccount) -> str:
    """Return what was agreed to: the documents, else the matter itself."""
    return _titles(account) or f"{_subject(account)}有关事项"


def _subject(account: ItemAccount) -> str:
    """Return the title without what only an agenda says behind it: 关于…的事项 becomes 关于…."""
    plain = account.title.strip().rstrip("。")
    for ending in ("的事项", "的议题", "有关事项"):
        plain = plain.removesuffix(ending)
    return plain
