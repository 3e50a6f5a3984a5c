"""Telling caches in front of the site, once a change is through, which of their pages are old."""

import json
import threading

from django.conf import settings
from django.db import transaction
from django_tasks import task

from blog.outbound import Fetcher

from .making import EVERYTHING
from .shared import changed_keys

TIMEOUT = 10  # seconds
AT_ONCE = 30  # keys of one request: no service takes fewer
MOST = 10 * AT_ONCE  # keys; with more it is quicker to forget everything

# The address is the owner's own word, and mostly in a private network.
send = Fetcher(allows=lambda ip: True).send


class Changed(threading.local):
    def __init__(self):
        self.names = set()


changed = Changed()


def purge_soon(names):
    """Once the present transaction is through, as follow-up work."""
    changed.names.update(names)
    transaction.on_commit(enqueue, robust=True)


def enqueue():
    """
    The first one after a commit takes all that the transaction changed. What one that was rolled back has left goes
    with it: a page more is fetched.
    """
    names, changed.names = changed.names, set()
    if names:
        keys = changed_keys(names)
        purge.enqueue(keys if len(keys) <= MOST else changed_keys([EVERYTHING]))


@task()
def purge(keys):
    if settings.PURGE:
        for start in range(0, len(keys), AT_ONCE):
            ask(keys[start : start + AT_ONCE], **settings.PURGE)


def ask(keys, manner, url, token):
    by_keys = {"Surrogate-Key": " ".join(keys)}
    if manner == "cloudflare":
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        send("POST", url, headers=headers, body=json.dumps({"tags": keys}).encode(), timeout=TIMEOUT)
    elif manner == "fastly":
        send("POST", url, headers=by_keys | {"Fastly-Key": token}, timeout=TIMEOUT)
    else:
        mine = {"Authorization": f"Bearer {token}"} if token else {}
        send("PURGE", url, headers=by_keys | mine, timeout=TIMEOUT)
