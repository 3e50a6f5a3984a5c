"""What is remembered of each picture's old address: none is asked for twice, and a run goes on where it was."""

import datetime

from django.utils import timezone

from blog.legacy import Meaning, meaning_of
from blog.models import PictureOrigin
from blog.models.origins import url_hash

from .archive_files import path_of

PROBLEM_LENGTH = 300
ASK_AGAIN_AFTER = datetime.timedelta(hours=1)


def origin_of(url):
    """The PictureOrigin of an address; None of a path alone, which another blog may have as well."""
    return PictureOrigin.objects.of([url]).get(url) if "://" in url else None


def is_too_soon(origin):
    """Whether it was asked for in vain a short time ago."""
    return bool(origin and origin.tries and origin.tried_at and timezone.now() - origin.tried_at < ASK_AGAIN_AFTER)


def remember_picture(url, origin, picture):
    """That it was copied in; the path under which the blog's own system kept it is remembered by itself."""
    keep([url, *own_path(url)], tries=origin.tries if origin else 0, tried_at=timezone.now(), picture=picture)


def remember_problem(url, origin, problem, *, was_asked):
    before = {"tries": origin.tries, "tried_at": origin.tried_at} if origin else {"tries": 0, "tried_at": None}
    if was_asked:
        before = {"tries": min(before["tries"] + 1, 1000), "tried_at": timezone.now()}
    if "://" in url:
        keep([url], problem=problem[:PROBLEM_LENGTH], **before)


def keep(urls, *, tries, tried_at, picture=None, problem=""):
    values = {"picture": picture, "problem": problem, "tries": tries, "tried_at": tried_at}
    PictureOrigin.objects.bulk_create(
        [PictureOrigin(url_hash=url_hash(url), url=url, **values) for url in urls if "://" in url or picture],
        update_conflicts=True,
        unique_fields=["url_hash"],
        update_fields=["url", *values],
    )


def own_path(url):
    """The path in a known system's own folder, if it lies in one: it is asked for here once the name has moved."""
    meaning, said = meaning_of(path_of(url))
    return [said["path"]] if meaning == Meaning.FILE and said["path"] != url else []
