"""Does a sealed ballot open for two tellers together, and for nobody else?"""

import hashlib
import hmac
import secrets
import string
from base64 import b64decode, b64encode
from itertools import permutations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from votes import sealing
from votes.sealing import PollKeys, SlipsDoNotFit, Tampered

HOST = bytes(range(32))
CHOICES = ("approve", "oppose", "abstain", "defer", "赞成", "x", "y" * 254)


@pytest.fixture(scope="module")
def keys() -> PollKeys:
    return sealing.new_poll(HOST)


@pytest.fixture(scope="module")
def private(keys: PollKeys) -> bytes:
    return sealing.unwrap(keys.wraps, keys.slips[0], keys.slips[1], HOST)


def binding(poll: int = 7, elector: int = 3, members: str = "ab" * 32, salt: bytes = b"s" * 16) -> bytes:
    return sealing.aad(poll, elector, members, salt)


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)


@pytest.mark.parametrize("choice", CHOICES)
def test_a_sealed_ballot_opens_to_its_choice(keys: PollKeys, private: bytes, choice: str) -> None:
    assert sealing.open_ballot(private, binding(), sealing.seal(keys.public_key, binding(), choice)) == choice


def test_all_choices_have_the_same_length(keys: PollKeys) -> None:
    lengths = {len(sealing.seal(keys.public_key, binding(), choice)) for choice in CHOICES}
    assert lengths == {sealing.ENVELOPE_BYTES} == {305}


def test_the_same_choice_never_looks_the_same_twice(keys: PollKeys) -> None:
    sealed = [sealing.seal(keys.public_key, binding(), "approve") for _ in range(200)]
    assert len({ct[1:33] for ct in sealed}) == len({ct[33:] for ct in sealed}) == 200


def test_no_bit_of_a_sealed_ballot_leans_towards_its_choice(keys: PollKeys) -> None:
    # The most telling bit of 2,440 over 400 ballots a choice stays within six standard deviations.
    counts = []
    for choice in ("approve", "oppose"):
        ones = [0] * (304 * 8)
        for _ in range(400):
            number = int.from_bytes(sealing.seal(keys.public_key, binding(), choice)[1:], "big")
            for bit in range(304 * 8):
                ones[bit] += number >> bit & 1
        counts.append(ones)
    spread = [abs(a - b) for a, b in zip(*counts, strict=True)]
    assert max(spread) < 6 * (2 * 400 * 0.25) ** 0.5


@pytest.mark.parametrize("choice", ["", "z" * 255, "赞" * 85])
def test_a_choice_that_does_not_fit_is_refused_without_being_quoted(keys: PollKeys, choice: str) -> None:
    with pytest.raises(ValueError, match="does not fit") as caught:
        sealing.seal(keys.public_key, binding(), choice)
    assert not choice or choice not in str(caught.value)


def test_every_flipped_bit_is_found(keys: PollKeys, private: bytes) -> None:
    ct = sealing.seal(keys.public_key, binding(), "approve")
    for bit in range(len(ct) * 8):
        # RFC 7748 ignores the top bit of a coordinate; the key is derived from all 256, so it counts here.
        with pytest.raises(Tampered):
            sealing.open_ballot(private, binding(), flipped(ct, bit))


@pytest.mark.parametrize("change", [b"", b"\x01", b"\x01" * 305, b"\x01" + b"\0" * 304])
def test_what_is_no_ballot_is_tampering(private: bytes, change: bytes) -> None:
    with pytest.raises(Tampered):
        sealing.open_ballot(private, binding(), change)


def test_longer_and_shorter_ballots_are_tampering(keys: PollKeys, private: bytes) -> None:
    ct = sealing.seal(keys.public_key, binding(), "oppose")
    for changed in (ct + b"\0", ct[:-1], b"\x02" + ct[1:]):
        with pytest.raises(Tampered):
            sealing.open_ballot(private, binding(), changed)


@pytest.mark.parametrize(
    "other",
    [
        binding(poll=8),
        binding(elector=4),
        binding(members="cd" * 32),
        binding(salt=b"t" * 16),
        sealing.aad(73, "", "ab" * 32, b"s" * 16),
        b"",
    ],
)
def test_a_ballot_moved_to_another_vote_elector_or_electorate_is_tampering(
    keys: PollKeys, private: bytes, other: bytes
) -> None:
    ct = sealing.seal(keys.public_key, binding(), "approve")
    with pytest.raises(Tampered):
        sealing.open_ballot(private, other, ct)


def test_two_electors_ballots_cannot_be_swapped(keys: PollKeys, private: bytes) -> None:
    mine = sealing.seal(keys.public_key, binding(elector=1), "approve")
    yours = sealing.seal(keys.public_key, binding(elector=2), "oppose")
    assert sealing.add_up(private, [(binding(elector=1), mine), (binding(elector=2), yours)], CHOICES)
    with pytest.raises(Tampered):
        sealing.add_up(private, [(binding(elector=1), yours), (binding(elector=2), mine)], CHOICES)


def test_a_ballot_of_one_vote_does_not_open_with_the_key_of_another(keys: PollKeys) -> None:
    other = sealing.new_poll(HOST)
    foreign = sealing.unwrap(other.wraps, other.slips[0], other.slips[1], HOST)
    with pytest.raises(Tampered):
        sealing.open_ballot(foreign, binding(), sealing.seal(keys.public_key, binding(), "approve"))


@pytest.mark.parametrize("pair", list(permutations(range(3), 2)))
def test_any_two_slips_open_the_key_in_either_order(
    keys: PollKeys, private: bytes, pair: tuple[int, int]
) -> None:
    first, second = pair
    assert sealing.unwrap(keys.wraps, keys.slips[first], keys.slips[second], HOST) == private
    assert X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw() == keys.public_key


@pytest.mark.parametrize("slip", [0, 1, 2])
def test_one_slip_does_not_open_the_key(keys: PollKeys, slip: int) -> None:
    own = keys.slips[slip]
    for other in (own, own.lower(), "", "0" * 28, own[::-1], sealing.new_poll(HOST).slips[slip]):
        for first, second in ((own, other), (other, own)):
            with pytest.raises(SlipsDoNotFit):
                sealing.unwrap(keys.wraps, first, second, HOST)


def test_two_slips_of_another_vote_do_not_open_the_key(keys: PollKeys) -> None:
    other = sealing.new_poll(HOST)
    with pytest.raises(SlipsDoNotFit):
        sealing.unwrap(keys.wraps, other.slips[0], other.slips[1], HOST)


@pytest.mark.parametrize("host", [b"", HOST[:31], HOST + b"\0", flipped(HOST, 0), bytes(32)])
def test_two_slips_without_the_hosts_key_open_nothing(keys: PollKeys, host: bytes) -> None:
    with pytest.raises(SlipsDoNotFit):
        sealing.unwrap(keys.wraps, keys.slips[0], keys.slips[1], host)


@pytest.mark.parametrize("host", [b"", HOST[:31], HOST + b"\0"])
def test_a_vote_does_not_open_with_a_host_key_of_another_length(host: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sealing.new_poll(host)


def test_the_hosts_key_file_holds_hexadecimal_digits() -> None:
    assert sealing.read_host_key(HOST.hex().encode() + b"\n") == HOST
    for content in (b"", b"00", HOST, HOST.hex().encode()[:-2], "钥".encode() * 32):
        with pytest.raises(ValueError, match="32 bytes"):
            sealing.read_host_key(content)


def test_every_flipped_bit_of_a_wrap_is_found(keys: PollKeys) -> None:
    blob = b64decode(keys.wraps["AB"])
    for bit in range(len(blob) * 8):
        wraps = {"AB": b64encode(flipped(blob, bit)).decode()}
        with pytest.raises(SlipsDoNotFit):
            sealing.unwrap(wraps, keys.slips[0], keys.slips[1], HOST)


@pytest.mark.parametrize("wraps", [{}, {"AB": ""}, {"AB": "no base64 !"}, {"AB": "AAAA"}])
def test_erased_or_broken_wraps_open_nothing(keys: PollKeys, wraps: dict[str, str]) -> None:
    with pytest.raises(SlipsDoNotFit):
        sealing.unwrap(wraps, keys.slips[0], keys.slips[1], HOST)


def test_a_slip_is_28_characters_in_seven_groups_that_paper_does_not_confuse(keys: PollKeys) -> None:
    for slip in keys.slips:
        groups = slip.split("-")
        assert [len(group) for group in groups] == [4] * 7
        assert not set("".join(groups)) & set("ILOU")
    assert len(sealing.SLIP_ALPHABET) ** sealing.SLIP_LENGTH >= 2**128


def test_a_slip_is_read_however_it_is_typed(keys: PollKeys, private: bytes) -> None:
    first, second, _ = keys.slips
    typed = first.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    wide = second.replace("-", "").translate(
        {ord(a): ord(a) + 0xFEE0 for a in string.digits + string.ascii_uppercase}
    )
    assert sealing.unwrap(keys.wraps, typed, wide, HOST) == private


def test_two_votes_share_no_key_and_no_slip() -> None:
    votes = [sealing.new_poll(HOST) for _ in range(20)]
    assert len({vote.public_key for vote in votes}) == 20
    assert len({slip for vote in votes for slip in vote.slips}) == 60
    assert len({wrap for vote in votes for wrap in vote.wraps.values()}) == 60


def test_neither_slips_nor_wraps_stand_in_the_representation(keys: PollKeys) -> None:
    assert not any(secret in repr(keys) for secret in (*keys.slips, *keys.wraps.values()))


def test_totals_name_every_choice_zeros_included_in_sorted_order(keys: PollKeys, private: bytes) -> None:
    chosen = ["approve"] * 5 + ["oppose"] * 2
    envelopes = [
        (binding(elector=n), sealing.seal(keys.public_key, binding(elector=n), choice))
        for n, choice in enumerate(chosen)
    ]
    totals = sealing.add_up(private, envelopes, ("oppose", "approve", "abstain"))
    assert list(totals.items()) == [("abstain", 0), ("approve", 5), ("oppose", 2)]


def test_a_choice_that_could_not_be_chosen_stops_the_count(keys: PollKeys, private: bytes) -> None:
    ct = sealing.seal(keys.public_key, binding(), "defer")
    with pytest.raises(Tampered):
        sealing.add_up(private, [(binding(), ct)], ("approve", "oppose"))


def test_the_sealed_root_is_the_same_in_any_order_and_differs_when_one_is_missing() -> None:
    receipts = [sealing.receipt(secrets.token_bytes(8)) for _ in range(9)]
    root = sealing.sealed_root(receipts)
    assert root == sealing.sealed_root(reversed(receipts))
    assert root == hashlib.sha256("\n".join(sorted(receipts)).encode()).hexdigest()
    assert len({root, sealing.sealed_root(receipts[1:]), sealing.sealed_root([])}) == 3


def test_the_electorate_has_one_name_in_any_order() -> None:
    assert sealing.electorate_hash([3, 1, 2]) == sealing.electorate_hash([1, 2, 3])
    assert sealing.electorate_hash([1, 23]) != sealing.electorate_hash([12, 3])


def test_a_spoiled_ballot_shows_that_it_was_sealed_as_chosen(keys: PollKeys) -> None:
    ephemeral = X25519PrivateKey.generate().private_bytes_raw()
    spoiled = sealing.seal_with(ephemeral, keys.public_key, binding(), "approve")
    assert spoiled == sealing.seal_with(ephemeral, keys.public_key, binding(), "approve")
    assert spoiled != sealing.seal_with(ephemeral, keys.public_key, binding(), "oppose")


def test_vector_binding() -> None:
    parts = (sealing.SUITE.encode(), b"7", b"3", b"ab" * 32, b"s" * 16)
    whole = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    assert binding() == hashlib.sha256(whole).digest()
    assert binding().hex() == "129415c5bce4fe452f733844232b31af21209743834862c4dc32c29770ef457a"


def hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """RFC 5869 with SHA-256, written a second time."""
    extracted = hmac.digest(salt or bytes(32), secret, "sha256")
    stream, block = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(extracted, block + info + bytes([counter]), "sha256")
        stream += block
    return stream[:length]


def test_vector_ballot() -> None:
    """A second sealing, from the written protocol, gives the same bytes; and they are these for good."""
    own, poll = (X25519PrivateKey.from_private_bytes(byte * 32) for byte in (b"\x11", b"\x22"))
    own_public, public = own.public_key().public_bytes_raw(), poll.public_key().public_bytes_raw()
    info = sealing.SUITE.encode() + b"|ballot|" + own_public + public
    stream = hkdf(own.exchange(X25519PublicKey.from_public_bytes(public)), b"", info, 44)
    padded = (b"\x00\x07approve").ljust(256, b"\0")
    expected = b"\x01" + own_public + AESGCM(stream[:32]).encrypt(stream[32:], padded, binding())
    assert sealing.seal_with(b"\x11" * 32, public, binding(), "approve") == expected
    assert sealing.receipt(expected) == "affffac307d67df97d50b39ac34cf96742eaf4d0cc4f1a6c3b6f64b3e8b8d25b"
    assert sealing.open_ballot(b"\x22" * 32, binding(), expected) == "approve"


def test_vector_wrap(keys: PollKeys, private: bytes) -> None:
    """A second unwrapping, from the written protocol, finds the same key."""
    slips = sorted(sealing.read_slip(slip) for slip in keys.slips[1:])
    blob = b64decode(keys.wraps["BC"])
    secret = "".join(slips).encode() + HOST
    label = sealing.SUITE.encode() + b"|wrap|"
    key = hkdf(secret, blob[:16], label, 32)
    assert AESGCM(key).decrypt(blob[16:28], blob[28:], label) == private
