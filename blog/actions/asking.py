"""
Whether links still lead somewhere: each is asked for once a week, a few at every turn, one of a host and one after the
other. Only who is told that nothing is there calls a link dead: by 404, by 410, or by a name that led to no machine on
several days. Whatever else happens is doubtful, and is said so.
"""

import datetime
import time

from django.conf import settings
from django.db.models import Min, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task

from blog.caching import make_stale
from blog.followups import enqueue_latest, periodic
from blog.models import Link, LinkUse, Post, Resource, SiteSettings
from blog.outbound import SENDER, Fetcher, OutboundError

from .leading import addresses_of, keep_uses
from .posts import refresh_in_turn

A_WEEK, A_DAY, AN_HOUR = datetime.timedelta(days=7), datetime.timedelta(days=1), datetime.timedelta(hours=1)
TURN = datetime.timedelta(minutes=2)
HOSTS_A_TURN = 20  # with what follows about 100,000 links a week
TURN_SECONDS = 15  # then other work has its turn
TIMEOUT = 8  # seconds for one
GONE = {"404", "410"}
NO_HOST, DAYS_WITHOUT_HOST = "no-host", 3
NO_NAMES = {NO_HOST, "no-names"}
AN_EDITORS_WORD = datetime.timedelta(days=182)  # so long it stands against what servers say
READ_AT_ONCE = 200
State = Link.State


@periodic(TURN)
@task(priority=-30)
def ask_links():
    if SiteSettings.load().check_links:
        ask_due(Fetcher(), timezone.now())


def ask_due(fetcher, now):
    """Ask for the links whose turn it is, the longest waiting first. Gives how many."""
    ends_at = time.monotonic() + TURN_SECONDS
    answers = []
    for link in whose_turn(now):
        if time.monotonic() > ends_at:
            break
        answers.append((link, answer_of(link, fetcher)))
    is_online = any(answer.isdecimal() for _link, answer in answers) or knows_a_host(fetcher, answers)
    for link, answer in answers:
        if answer in NO_NAMES and not is_online:  # that may be our own machine's trouble
            Link.objects.filter(pk=link.pk).update(next_check_at=now + AN_HOUR)
        else:
            record(link, answer, now)
    return len(answers)


def ask_now(link, fetcher):
    """Out of its turn. Where no name can be looked up nothing is kept. Gives the answer, or an empty one."""
    answer = answer_of(link, fetcher)
    if answer in NO_NAMES and not knows_a_host(fetcher, [(link, answer)]):
        return ""
    record(link, answer, timezone.now())
    return answer


def whose_turn(now):
    due = Link.objects.filter(next_check_at__lte=now)
    hosts = due.values("host").annotate(first=Min("next_check_at")).order_by("first", "host")
    found = [due.filter(host=row["host"]).order_by("next_check_at", "pk").first() for row in hosts[:HOSTS_A_TURN]]
    return [link for link in found if link]


def answer_of(link, fetcher):
    """A status of HTTP, or in a word what became of the question."""
    try:
        sender = f"{SENDER} (looks whether links still lead somewhere; +{settings.SITE_URL})"
        return str(fetcher.status(link.url, timeout=TIMEOUT, sender=sender))
    except OutboundError as error:
        return error.reason


def knows_a_host(fetcher, answers):
    """Whether any other name can be looked up, if it matters."""
    if not any(answer in NO_NAMES for _link, answer in answers):
        return False
    known = Link.objects.filter(state=State.ALIVE).exclude(host__in=[link.host for link, _answer in answers])
    control = known.order_by("-checked_at").first()
    return control is not None and answer_of(control, fetcher) not in NO_NAMES


def record(link, answer, now):
    """What was answered, and what follows from it."""
    is_same_day = link.failures and now - link.checked_at < A_DAY - AN_HOUR
    failures = (link.failures if is_same_day else link.failures + 1) if answer == NO_HOST else 0
    values = {"answer": answer, "failures": failures, "checked_at": now}
    values["next_check_at"] = now + (A_DAY if 0 < failures < DAYS_WITHOUT_HOST else A_WEEK)
    settle(link, state_after(link, answer, failures), now, **values)


def state_after(link, answer, failures):
    if answer.isdecimal() and 200 <= int(answer) < 300:
        return State.ALIVE
    if answer in GONE or (answer == NO_HOST and failures >= DAYS_WITHOUT_HOST):
        return State.DEAD
    return State.DEAD if link.is_dead() else State.UNKNOWN  # who was dead is alive when it answers, not before


def settle(link, state, now, **values):
    """The link is so from now on; whatever shows it follows."""
    before = link.state
    if state != before:
        values["since"] = timezone.localdate(now)
    for name, value in (values | {"state": state}).items():
        setattr(link, name, value)
    link.save(update_fields=["state", *values])
    Resource.objects.filter(link=link).update(checked_on=timezone.localdate(now))
    if is_told_otherwise(link, before):
        tell_state(link)
    if state in Link.TROUBLE:
        count_readers(Link.objects.filter(pk=link.pk))


def is_told_otherwise(link, before):
    """Whether readers are told something else than what is so now."""
    if State.DEAD in (link.state, before) and link.state != before:
        return True
    return link.state == State.ALIVE and Resource.objects.filter(link=link, dead_since__isnull=False).exists()


def tell_state(link):
    """Pages that lead there say whether it is dead, and where its copy is."""
    since = link.since if link.is_dead() else None
    if not link.archived_url and (copy := Resource.objects.filter(link=link).exclude(archived_url="").first()):
        link.archived_url = copy.archived_url
        link.save(update_fields=["archived_url"])
    Resource.objects.filter(link=link).update(dead_since=since, archived_url=link.archived_url)
    make_stale("resources")
    enqueue_latest(f"refresh/link/{link.pk}", refresh_leading, link.pk)


@task(priority=-10)
def refresh_leading(pk):
    refresh_in_turn(Post.objects.filter(link_uses__link=pk))


def count_readers(links):
    """How many people read posts that lead there, for the lists of the desk."""
    uses = LinkUse.objects.filter(link=OuterRef("pk")).order_by().values("link")
    readers = Subquery(uses.annotate(sum=Sum("post__standing__readers_30")).values("sum"))
    links.update(readers=Coalesce(readers, 0))


@periodic(A_DAY)
@task(priority=-30)
def keep_links():
    """Safe to run again: what nothing leads to is forgotten, what was never looked through is."""
    for post in posts_never_read():
        keep_uses({post.pk: addresses_of(post)} if "parts" in post.rendered else {})
    for resource in Resource.objects.filter(link=None):
        resource.save(update_fields=["link"])
    Link.objects.filter(uses=None, resources=None, archived_url="").delete()
    count_readers(Link.objects.in_trouble())


def posts_never_read():
    """All of them, on a site that was there before its links were kept."""
    if LinkUse.objects.exists():
        return
    posts = Post.objects.order_by("pk")
    last = 0
    while some := list(posts.filter(pk__gt=last)[:READ_AT_ONCE]):
        yield from some
        last = some[-1].pk


# What an editor says


def judge_link(link, state, *, now=None):
    """An editor looked: it is dead or alive, whatever its server says. That stands for half a year, or until asked."""
    now = now or timezone.now()
    settle(link, State(state), now, answer="editor", failures=0, checked_at=now, next_check_at=now + AN_EDITORS_WORD)


def keep_copy(link, archived_url):
    """Where an archived copy is."""
    link.archived_url = archived_url
    link.save(update_fields=["archived_url"])
    Resource.objects.filter(link=link).update(archived_url=archived_url)
    if link.is_dead():
        tell_state(link)


def follow_resource(resource):
    """A resource was saved: what its editor said of its link holds for every other use of it."""
    link = resource.link
    if link is None:
        return
    if link.archived_url != resource.archived_url:
        keep_copy(link, resource.archived_url)
    if link.is_dead() != bool(resource.dead_since):
        judge_link(link, State.DEAD if resource.dead_since else State.ALIVE)
    if resource.dead_since and link.since != resource.dead_since:
        Link.objects.filter(pk=link.pk).update(since=resource.dead_since)
        Resource.objects.filter(link=link).update(dead_since=resource.dead_since)
