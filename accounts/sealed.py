"""
The secrets of second factors lie sealed in the database: who has a copy of it, but not SECRET_KEY, can make no codes.
A sealed one names its key, by a part of that key's own hash, so that old ones are told from new ones at a look.
"""

import hashlib
from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SEALED = "sealed"


class Unreadable(Exception):
    """Sealed by a SECRET_KEY that is gone, or damaged."""


@lru_cache(8)
def key_from(secret):
    derived = HKDF(SHA256(), length=32, salt=None, info=b"second factors of accounts").derive(secret.encode())
    return urlsafe_b64encode(derived)


def name_of(key):
    return hashlib.sha256(key).hexdigest()[:12]


def keys():
    """By their names; the first is the one to seal with."""
    made = (key_from(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return {name_of(key): key for key in made}


def seal(text):
    """Without a key that is kept it stays as it is: what is sealed now could be read by nobody after the next start."""
    if not settings.HAS_SECRET_KEY:
        return text
    name, key = next(iter(keys().items()))
    return ":".join((SEALED, name, Fernet(key).encrypt(text.encode()).decode()))


def unseal(text):
    """What was sealed; a text that never was comes back as it is. Raises Unreadable."""
    mark, _colon, rest = text.partition(":")
    if mark != SEALED:
        return text
    name, _colon, token = rest.partition(":")
    try:
        return Fernet(keys()[name]).decrypt(token).decode()
    except (KeyError, InvalidToken):
        raise Unreadable from None


def is_readable(text):
    try:
        unseal(text)
    except Unreadable:
        return False
    return True


def needs_sealing(text):
    """Whether it lies open, or was sealed by an older key that is still there."""
    return settings.HAS_SECRET_KEY and not text.startswith(f"{SEALED}:{next(iter(keys()))}:") and is_readable(text)
