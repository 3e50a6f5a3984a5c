"""
One database and the site's own code, in a process of its own, asked by lines of JSON. The other end is `bench.asking`.

    python bench/inside.py fill 1000      fills an empty database
    python bench/inside.py answer         answers questions until its input ends
"""

import json
import os
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")
django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from blog.actions.mapping import map_roles  # noqa: E402
from blog.letters import deliver_letter  # noqa: E402
from blog.models import Author, Category, Comment, PendingComment, Post, Series, SiteSettings, Skill, Tag  # noqa: E402
from blog.models.tokens import confirm_token  # noqa: E402

COMMENTS_A_POST = 10


def main(deed, *words):
    {"fill": fill, "migrate": migrate, "prepare": prepare, "answer": answer_questions}[deed](*words)


def migrate():
    call_command("migrate", verbosity=0)


def fill(posts):
    migrate()
    if not Post.objects.exists():
        call_command("make_content", posts=int(posts), comments=int(posts) * COMMENTS_A_POST, stdout=sys.stderr)


def prepare():
    """The folder of collected files, by whose hashes pages name their style sheets; and what housekeeping would do."""
    call_command("collectstatic", interactive=False, verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # PostgreSQL's own comes within minutes of a bulk load
    map_roles.call()


def answer_questions():
    client = Client(SERVER_NAME="127.0.0.1")
    reply(posts=Post.objects.published().count(), comments=Comment.objects.count(), pages=paths(), talked=talked())
    for line in sys.stdin:
        reply(**answer(client, json.loads(line)))


def answer(client, question):
    if "count" in question:
        return accepted()
    if "unconfirmed" in question:
        return {"paths": unconfirmed(question["unconfirmed"])}
    if "hold" in question:
        return decide(question["hold"])
    if question.get("cold"):
        cache.clear()
    if question.get("queries"):
        with CaptureQueriesContext(connection) as queries:
            get(client, question["path"])
        return {"queries": len(queries)}
    clock, processor = time.perf_counter(), time.process_time()
    get(client, question["path"])
    return {"clock": (time.perf_counter() - clock) * 1000, "processor": (time.process_time() - processor) * 1000}


def get(client, path):
    response = client.get(path)
    content = b"".join(response) if response.streaming else response.content
    if response.status_code != 200:
        raise SystemExit(f"{path} answered {response.status_code}: {content[:300]!r}")


def reply(**answer):
    print(json.dumps(answer), flush=True)


def accepted():
    """How many comments and letters there are: what was answered with yes has to be among them."""
    letters = DBTaskResult.objects.filter(task_path=deliver_letter.module_path)
    return {
        "pending": PendingComment.objects.count(),
        "comments": Comment.objects.count(),
        "letters": letters.count(),
    }


def decide(hold):
    """Which comments wait."""
    site = SiteSettings.load()
    site.comment_hold = hold
    site.save()
    return {"hold": hold}


def unconfirmed(number):
    """The paths mailed to those who wrote last."""
    codes = PendingComment.objects.order_by("-pk").values_list("code", flat=True)[:number]
    return [f"/comments/confirm/{confirm_token(code)}/" for code in codes]


def paths():
    """The pages to open, by what they are."""
    roles = Post.objects.published().roles()
    tag, skill = Tag.objects.order_by("-post_count").first(), Skill.objects.order_by("-role_count").first()
    category, author = Category.objects.order_by("pk").first(), Author.objects.order_by("pk").first()
    typical = roles.filter(comment_count__gt=0).newest_first()[10]
    month = f"/archive/{typical.publish_at:%Y/%m}/"
    return {
        "home": "/",
        "role": typical.get_absolute_url(),
        "role, 200 comments": with_comments(roles, 200).get_absolute_url(),
        "role, 1,000 comments": with_comments(roles, 1000).get_absolute_url(),
        "essay": Post.objects.published().essays().newest_first()[3].get_absolute_url(),
        "roles": "/roles/",
        "roles, page 20": "/roles/?page=20",
        "roles, a to z": "/roles/?sort=az",
        "roles, popular": "/roles/?sort=popular",
        "roles of a category": f"/roles/?category={category.slug}",
        "roles, three filters": f"/roles/?category={category.slug}&skill={skill.slug}&level=degree-usual",
        "essays": "/essays/",
        "category": category.get_absolute_url(),
        "tags": "/tags/",
        "tag": tag.get_absolute_url(),
        "tag, page 5": f"{tag.get_absolute_url()}?page=5",
        "skills": "/skills/",
        "skill": skill.get_absolute_url(),
        "author": author.get_absolute_url(),
        "all series": "/series/",
        "series": Series.objects.order_by("pk").first().get_absolute_url(),
        "archive": "/archive/",
        "archive of a month": month,
        "popular": "/popular/",
        "search, common word": "/search/?q=engineer",
        "search, two words": "/search/?q=careful+records",
        "search, a name": f"/search/?q={typical.title.replace(' ', '+')}",
        "search, nothing": "/search/?q=zzyzx+qwertz",
        "feed": "/feed/",
        "feed of a tag": f"{tag.get_absolute_url()}feed/",
        "feed of all comments": "/comments/feed/",
        "sitemap": "/sitemap.xml",
        "sign in": "/accounts/login/",
    }


def talked():
    """Paths of the newest roles with something to answer."""
    newest = Post.objects.published().roles().filter(comment_count__gt=2).newest_first()[:20]
    return [post.get_absolute_url() for post in newest]


def with_comments(roles, number):
    """The role with about so many comments."""
    enough = roles.filter(comment_count__gte=number * 0.9).order_by("comment_count").first()
    return enough or roles.order_by("-comment_count").first()


if __name__ == "__main__":
    main(*sys.argv[1:])
