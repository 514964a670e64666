"""How is a secret ballot sealed, and who can open it?  Nobody alone, nobody early, nobody by name.

Pure cryptography: no framework, no database, no clock, no file.  One pair of keys per vote; a ballot is
sealed to the public key and stands beside its elector; the private key exists only wrapped, once for each
pair of three code slips, and each wrap needs the host's key file as well.  Whoever has the database, its
backups and one slip, or two slips without the host key, opens nothing.

No exception here carries a choice, a slip or a key in its text: error mails and logs quote exceptions.
Callers hold choices, slips and keys in the memory of one request only, marked as sensitive variables.
"""

import hashlib
import secrets
import unicodedata
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUITE = "x25519-hkdfsha256-aes256gcm-1"
"""What the ciphertexts are made with; kept beside each of them, so that another suite can follow."""

SUITE_BYTE = b"\x01"
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
LENGTH_BYTES = 2
PADDED_BYTES = 256
ENVELOPE_BYTES = len(SUITE_BYTE) + KEY_BYTES + PADDED_BYTES + TAG_BYTES
"""Length of every sealed ballot, whatever the choice: 1 + 32 + 256 + 16 = 305."""

SLIP_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread on paper
SLIP_LENGTH = 28
SLIP_GROUP = 4
SLIP_MISREADINGS = str.maketrans("OIL", "011")
PAIRS = ("AB", "AC", "BC")

Wraps: TypeAlias = Mapping[str, str]


class SlipsDoNotFit(Exception):
    """The two slips and the host key open none of the wraps: a wrong slip, one slip twice, a wrong host."""

    code = "slips_do_not_fit"

    def __init__(self) -> None:
        super().__init__("the two code slips do not open the key of this vote")


class Tampered(Exception):
    """A sealed ballot does not open with its own vote, elector and key: the vote is void, not the ballot."""

    code = "ballot_tampered"

    def __init__(self) -> None:
        super().__init__("a sealed ballot was changed or moved")


@dataclass(frozen=True, slots=True)
class PollKeys:
    """What opening a secret vote brings into being.

    public_key: 32 bytes, stored
    wraps: {"AB": …, "AC": …, "BC": …}, base64, stored until the count, then erased
    slips: three code slips "XXXX-…" for teller A, teller B and the sealed paper envelope; shown once, never
    stored, and left out of the representation
    """

    public_key: bytes
    wraps: dict[str, str]
    slips: tuple[str, str, str]

    def __repr__(self) -> str:
        return f"PollKeys(public_key={self.public_key.hex()}, wraps=…, slips=…)"


def read_host_key(content: bytes) -> bytes:
    """Read the content of the host's key file: 64 hexadecimal digits, 32 bytes.

    Raises ValueError, without quoting the content.
    """
    try:
        host_key = bytes.fromhex(content.decode())
    except ValueError:
        host_key = b""
    return _checked(host_key)


def new_poll(host_key: bytes) -> PollKeys:
    """Make the keys of one secret vote, and try every pair of slips before anybody relies on them.

    host_key: 32 bytes from the host's key file.  Raises ValueError for a host key of another length.
    """
    private = X25519PrivateKey.generate()
    public_key = private.public_key().public_bytes_raw()
    slips = (_new_slip(), _new_slip(), _new_slip())
    wraps = {
        pair: _wrap(private.private_bytes_raw(), first, second, host_key)
        for pair, (first, second) in zip(PAIRS, combinations(slips, 2), strict=True)
    }
    keys = PollKeys(public_key, wraps, slips)
    _rehearse(keys, host_key)
    return keys


def aad(poll: object, elector: object, electorate_hash: str, salt: bytes) -> bytes:
    """Bind a ballot to its vote, its elector and the frozen electorate; 32 bytes.

    poll, elector: their primary keys; salt: the elector's own 16 random bytes, without which a list of
    bindings tells nobody whose ballot is whose.
    """
    return _digest(SUITE.encode(), str(poll).encode(), str(elector).encode(), electorate_hash.encode(), salt)


def electorate_hash(electors: Iterable[object]) -> str:
    """Name a frozen electorate: hex SHA-256 over the electors' keys, whatever their order."""
    return _digest(*sorted(str(elector).encode() for elector in electors)).hex()


def seal(public_key: bytes, binding: bytes, choice: str) -> bytes:
    """Seal a choice to a vote; always 305 bytes, different each time.

    binding: what `aad` returned for this vote and elector.
    Raises ValueError for a choice that is empty or does not fit.
    """
    return seal_with(X25519PrivateKey.generate().private_bytes_raw(), public_key, binding, choice)


def seal_with(ephemeral: bytes, public_key: bytes, binding: bytes, choice: str) -> bytes:
    """Seal with a given ephemeral key, so that a spoiled ballot can be shown to hold what was chosen.

    The ephemeral key of a ballot that is cast is never shown or kept: `seal` forgets it.
    """
    own = X25519PrivateKey.from_private_bytes(ephemeral)
    own_public = own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public_key))
    key, nonce = _ballot_key(shared, own_public, public_key)
    return SUITE_BYTE + own_public + AESGCM(key).encrypt(nonce, _pad(choice), binding)


def receipt(ct: bytes) -> str:
    """Return the receipt of a sealed ballot, hex SHA-256: it proves that it is recorded, not what it says."""
    return hashlib.sha256(ct).hexdigest()


def sealed_root(receipts: Iterable[str]) -> str:
    """Name the whole sealed list: hex SHA-256 over the sorted receipts, one a line."""
    return hashlib.sha256("\n".join(sorted(receipts)).encode()).hexdigest()


def unwrap(wraps: Wraps, slip_a: str, slip_b: str, host_key: bytes) -> bytes:
    """Recover the private key (32 bytes) from any two different slips, in either order, and the host key.

    Raises SlipsDoNotFit.
    """
    first, second = read_slip(slip_a), read_slip(slip_b)
    if first == second or len(first) != SLIP_LENGTH or len(second) != SLIP_LENGTH:
        raise SlipsDoNotFit
    for wrapped in wraps.values():
        try:
            blob = b64decode(wrapped, validate=True)
            salt, nonce, ct = _cut(blob, SALT_BYTES, NONCE_BYTES)
            return AESGCM(_wrap_key(first, second, host_key, salt)).decrypt(nonce, ct, _label("wrap"))
        except (InvalidTag, ValueError):
            continue
    raise SlipsDoNotFit


def open_ballot(private: bytes, binding: bytes, ct: bytes) -> str:
    """Open one sealed ballot.

    Raises Tampered when ciphertext, vote, elector, electorate or key is not the one it was sealed with.
    """
    if len(ct) != ENVELOPE_BYTES or ct[:1] != SUITE_BYTE:
        raise Tampered
    own = X25519PrivateKey.from_private_bytes(private)
    own_public = own.public_key().public_bytes_raw()
    ephemeral_public, body = ct[1 : 1 + KEY_BYTES], ct[1 + KEY_BYTES :]
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(ephemeral_public))
        key, nonce = _ballot_key(shared, ephemeral_public, own_public)
        return _unpad(AESGCM(key).decrypt(nonce, body, binding))
    except (InvalidTag, ValueError):
        raise Tampered from None


def add_up(
    private: bytes, envelopes: Iterable[tuple[bytes, bytes]], choices: Iterable[str]
) -> dict[str, int]:
    """Open all ballots and return only the totals: every choice, zeros included, in sorted order.

    envelopes: (binding, sealed ballot) of each.  The single choices do not leave this function.

    Raises Tampered as soon as one does not open or says something that could not be chosen.
    """
    totals: Counter[str] = Counter(dict.fromkeys(choices, 0))
    for binding, ct in envelopes:
        choice = open_ballot(private, binding, ct)
        if choice not in totals:
            raise Tampered
        totals[choice] += 1
    return dict(sorted(totals.items()))


def read_slip(typed: str) -> str:
    """Read a slip as it is typed: any case or width, with or without groups; O is 0, I and L are 1."""
    text = unicodedata.normalize("NFKC", typed).upper().translate(SLIP_MISREADINGS)
    return "".join(character for character in text if character in SLIP_ALPHABET)


def _new_slip() -> str:
    characters = "".join(secrets.choice(SLIP_ALPHABET) for _ in range(SLIP_LENGTH))
    return _grouped(characters, "-")


def _grouped(text: str, mark: str) -> str:
    return mark.join(text[start : start + SLIP_GROUP] for start in range(0, len(text), SLIP_GROUP))


def _wrap(private: bytes, slip_a: str, slip_b: str, host_key: bytes) -> str:
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    key = _wrap_key(read_slip(slip_a), read_slip(slip_b), host_key, salt)
    return b64encode(salt + nonce + AESGCM(key).encrypt(nonce, private, _label("wrap"))).decode()


def _wrap_key(slip_a: str, slip_b: str, host_key: bytes, salt: bytes) -> bytes:
    # All three parts have a fixed length, so their concatenation is unambiguous.
    first, second = sorted((slip_a, slip_b))
    return _derive(first.encode() + second.encode() + _checked(host_key), salt, _label("wrap"), KEY_BYTES)


def _checked(host_key: bytes) -> bytes:
    if len(host_key) != KEY_BYTES:
        raise ValueError(f"the host key has {KEY_BYTES} bytes")
    return host_key


def _ballot_key(shared: bytes, ephemeral_public: bytes, public_key: bytes) -> tuple[bytes, bytes]:
    # The key serves one ballot only, so the nonce may be derived with it.
    stream = _derive(shared, b"", _label("ballot") + ephemeral_public + public_key, KEY_BYTES + NONCE_BYTES)
    return stream[:KEY_BYTES], stream[KEY_BYTES:]


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt or None, info=info).derive(secret)


def _label(purpose: str) -> bytes:
    return f"{SUITE}|{purpose}|".encode()


def _digest(*parts: bytes) -> bytes:
    # Each part is led by its length, so that no two lists of parts read the same.
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(4, "big") + part)
    return whole.digest()


def _pad(choice: str) -> bytes:
    text = choice.encode()
    if not text or len(text) > PADDED_BYTES - LENGTH_BYTES:
        raise ValueError("the choice is empty or does not fit into the envelope")
    return (len(text).to_bytes(LENGTH_BYTES, "big") + text).ljust(PADDED_BYTES, b"\0")


def _unpad(padded: bytes) -> str:
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    text = padded[LENGTH_BYTES : LENGTH_BYTES + length]
    if _pad(text.decode()) != padded:
        raise ValueError("the padding was not made here")
    return text.decode()


def _cut(blob: bytes, *lengths: int) -> list[bytes]:
    pieces = []
    for length in lengths:
        pieces.append(blob[:length])
        blob = blob[length:]
    return [*pieces, blob]


def _rehearse(keys: PollKeys, host_key: bytes) -> None:
    binding = _digest(b"rehearsal")
    ct = seal(keys.public_key, binding, "rehearsal")
    for first, second in combinations(keys.slips, 2):
        if open_ballot(unwrap(keys.wraps, second, first, host_key), binding, ct) != "rehearsal":
            raise SlipsDoNotFit
