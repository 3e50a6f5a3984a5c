"""Nobody does the follow-up work: whoever serves pages notices, and says so by a letter that waits for nobody."""

import logging
import threading
import time

from django.db import connections
from django.utils import timezone

from blog.absolute import absolute
from blog.followups import is_behind
from blog.letters import deliver_letter, write_letter
from blog.models import StandstillWarning

from .holes import people_who_publish

PAUSE = 60  # seconds between looks; what counts as late is said in followups.py
log = logging.getLogger(__name__)


def keep_watching_followups():
    """For servers: a thread of its own looks at the follow-up work."""
    threading.Thread(target=watch, daemon=True).start()


def watch():
    while True:
        time.sleep(PAUSE)
        look_or_wait()


def look_or_wait():
    try:
        tell_of_standstill()
    except Exception as error:  # whatever it is, the thread goes on
        log.warning("Nobody could be told that the follow-up work stands still: %s", error)
    finally:
        connections.close_all()


def tell_of_standstill():
    """Once a day while it lasts. If no letter could be sent, the next look tries again."""
    if not is_behind():
        return
    row, is_first = StandstillWarning.objects.get_or_create(noticed_on=timezone.localdate())
    told = [is_told(person) for person in people_who_publish()] if is_first else [True]
    if not any(told):
        row.delete()


def is_told(person):
    letter = write_letter(person.email, "standstill", {"health_url": absolute("/readyz")})
    try:
        deliver_letter.call(*letter)
    except Exception:
        log.exception("The letter about the standstill was not sent.")
        return False
    return True
