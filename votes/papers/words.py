"""How do papers call methods, stances and results of votes?"""

from votes.states import Choice

METHODS = {
    "oral": "口头表决",
    "show_of_hands": "举手表决",
    "signed_ballot": "记名投票",
    "secret_ballot": "无记名投票",
}
STANCES = {"approve": "同意", "oppose": "不同意", "abstain": "弃权", "defer": "缓议", "not_voted": "未表态"}
RESULTS = {"passed": "通过", "not_passed": "未通过", "deferred": "暂缓", "void": "无效"}
assert set(STANCES) == set(Choice.values)
