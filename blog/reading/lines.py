"""What a list shows of a post: cards and lines, each cast in its mould (blog/moulds.py)."""

from functools import lru_cache
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from blog.models import Post
from blog.moulds import cast
from blog.paths import path_of

LEVELS = dict(Post.EntryLevel.choices)


def card(post, level=2):
    """A post from `for_lists()`; `level` is that of its heading."""
    return cast(
        "_parts/post_card.html",
        **named(post),
        standfirst=post.standfirst,
        meta=post_meta(post, in_card=True),
        level=level,
    )


def role_card(role):
    """A role from `for_directory()`."""
    return cast(
        "reading/_role_card.html",
        **named(role),
        standfirst=role.standfirst,
        skills=SafeString(" ".join(card_skill(slug, name) for slug, name in role.first_skills)),
        category=category_name(role),
        entry_level=level_name(role.entry_level, get_language()),
        mark=compare_mark(role),
    )


@lru_cache(maxsize=2000)
def card_skill(slug, name):
    return cast("reading/_card_skill.html", path=path_of("blog:skill", slug), name=name)


def post_meta(post, *, in_card=False, without_category=False):
    """Its field of work, how long it takes to read, how much is said about it."""
    return cast(
        "_parts/post_meta.html",
        category="" if without_category else category_name(post),
        minutes=str(post.reading_minutes) if post.word_count else "",
        comments=comments_said(post.comment_count, get_language()),
        in_card=in_card,
    )


def day_before(post):
    return cast("reading/_day_before.html", **named(post), category=category_name(post))


def ranked(post):
    """One of a list by popularity."""
    kind = "" if post.slot_id else str(post.get_kind_display())
    comments = comments_said(post.comment_count, get_language())
    return cast("_parts/ranked_post.html", **named(post), kind=kind, comments=comments)


def tear_off(post, rel):
    return cast("reading/_tear_off.html", **named(post), rel=rel, is_next=rel == "next")


def related_post(post, beside):
    """A post near another; `shared`: how many skills they share."""
    both = Post.Kind.ROLE == post.kind == beside.kind
    return cast(
        "reading/_related_post.html",
        **named(post),
        hint=skills_shared(post.shared, get_language()),
        compare=urlencode([("role", beside.slug), ("role", post.slug)]) if both else "",
    )


def needing_role(row):
    """A role that needs a skill, with what it says of it: a RoleSkill with its role."""
    return cast("reading/_needing_role.html", **named(row.role), sentence=row.sentence, mark=compare_mark(row.role))


def choosable(role, path):
    """A role one may set beside others; `path` is where that is done."""
    return cast("reading/_choosable.html", **{**named(role), "path": path}, category=category_name(role))


def compare_mark(role):
    """A link that sets a role beside another; a script makes it a mark that gathers them."""
    return cast("reading/_compare_mark.html", slug=role.slug, title=role.title)


def filter_choice(choice):
    """A value of one of the directory's filters (facets.Choice)."""
    return cast(
        "reading/_filter_choice.html",
        path=choice.path,
        label=choice.label,
        number=str(choice.number),
        is_chosen=choice.is_chosen,
    )


def named(post):
    return {
        "hue": f"hue-{post.category.hue}" if post.category_id else "",
        "day": str(post.day or ""),
        "path": post.get_absolute_url(),
        "title": post.title,
    }


def category_name(post):
    return post.category.name if post.category_id else ""


# Remembered by language: finding the words is most of what a line costs.


@lru_cache(maxsize=50)
def level_name(level, _language):
    return str(LEVELS[level]) if level else ""


@lru_cache(maxsize=2000)
def comments_said(number, _language):
    return ngettext("%(number)d comment", "%(number)d comments", number) % {"number": number} if number else ""


@lru_cache(maxsize=200)
def skills_shared(number, _language):
    return (
        ngettext("shares %(number)d skill", "shares %(number)d skills", number) % {"number": number} if number else ""
    )
