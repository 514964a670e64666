"""Where do the keys of an embedded installation come from?  Made once, kept in files only the owner reads."""

import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

HOST_KEY_BYTES = 32


def new_secret() -> bytes:
    """Return a new secret for Django's signatures: 64 random characters or more."""
    return secrets.token_urlsafe(64).encode()


def new_signing_key() -> bytes:
    """Return a new Ed25519 private key as PKCS #8 PEM, for the seals of the archive."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def new_host_key() -> bytes:
    """Return a new host key for secret ballots: 32 random bytes as 64 hexadecimal digits."""
    return secrets.token_hex(HOST_KEY_BYTES).encode()


def kept(path: Path, make: Callable[[], bytes]) -> Path:
    """Return the path of a key, making it when it is not there; an existing key is never replaced.

    Two processes that start together end with the same key: the file appears whole or not at all.
    """
    if path.exists():
        return path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mkstemp gives 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
    return path
