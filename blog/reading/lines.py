"""What a list shows of a post: cards and lines, each cast in its mould (blog/moulds.py)."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext

from blog.models import Post
from blog.moulds import cast, once
from blog.paths import path_of

LEVELS, KINDS = dict(Post.EntryLevel.choices), dict(Post.Kind.choices)


def card(post, level=2):
    """A post from `for_lists()`; `level` is that of its heading."""
    said = category_name(post), post.reading_minutes if post.word_count else 0, post.comment_count
    slug = post.slug if post.kind == Post.Kind.ROLE else ""
    keep = keep_path(post.kind, post.slug)
    return whole_card(get_language(), level, *named(post).values(), post.standfirst, *said, slug, keep)


@once
def whole_card(language, level, hue, day, path, title, standfirst, category, minutes, comments, slug, keep):
    meta = cast_meta(language, category, minutes, comments, in_card=True)
    values = {"hue": hue, "day": day, "path": path, "title": title, "standfirst": standfirst, "meta": meta}
    return cast("_parts/post_card.html", **values, mark=mark_of(slug, title) if slug else "", level=level, keep=keep)


def role_card(role):
    """A role from `for_directory()`."""
    said = role.standfirst, tuple(role.first_skills), category_name(role), role.entry_level
    return whole_role_card(get_language(), *named(role).values(), *said, role.slug)


@once
def whole_role_card(language, hue, day, path, title, standfirst, skills, category, entry_level, slug):
    values = {"hue": hue, "day": day, "path": path, "title": title, "standfirst": standfirst, "category": category}
    skills = SafeString(" ".join(card_skill(slug, name) for slug, name in skills))
    values |= {"entry_level": level_name(entry_level, language), "mark": mark_of(slug, title)}
    values["keep"] = keep_path(Post.Kind.ROLE, slug)
    return cast("reading/_role_card.html", **values, skills=skills)


@lru_cache(maxsize=2000)
def card_skill(slug, name):
    return cast("reading/_card_skill.html", path=path_of("blog:skill", slug), name=name)


def post_meta(post, *, in_card=False, without_category=False):
    """Its field of work, how long it takes to read, how much is said about it."""
    category = "" if without_category else category_name(post)
    minutes = post.reading_minutes if post.word_count else 0
    return cast_meta(get_language(), category, minutes, post.comment_count, in_card=in_card)


def cast_meta(language, category, minutes, comments, *, in_card):
    return cast(
        "_parts/post_meta.html",
        category=category,
        minutes=str(minutes or ""),
        comments=comments_said(comments, language),
        in_card=in_card,
    )


def day_before(post):
    return cast("reading/_day_before.html", **named(post), category=category_name(post))


def ranked(post):
    """One of a list by popularity."""
    kind = "" if post.slot_id else post.kind
    return whole_ranked(get_language(), *named(post).values(), kind, post.comment_count)


@once
def whole_ranked(language, hue, day, path, title, kind, comments):
    values = {"hue": hue, "day": day, "path": path, "title": title}
    kind, comments = str(KINDS[kind]) if kind else "", comments_said(comments, language)
    return cast("_parts/ranked_post.html", **values, kind=kind, comments=comments)


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


def search_hit(hit):
    """A post that was found, with the piece of its text around the words."""
    said = {
        "snippet": hit.snippet,
        "kind": kind_name(hit.post.kind, get_language()),
        "category": category_name(hit.post),
    }
    return cast("reading/_hit.html", **named(hit.post), **said)


def choosable(role, path):
    """A role one may set beside others; `path` is where that is done."""
    return cast("reading/_choosable.html", **{**named(role), "path": path}, category=category_name(role))


def compare_mark(role):
    """A link that sets a role beside another; a script makes it a mark that gathers them."""
    return mark_of(role.slug, role.title)


@lru_cache(maxsize=2000)
def keep_path(kind, slug):
    """Where one keeps a post; standing pages are not kept."""
    return "" if kind == Post.Kind.PAGE else reverse("blog:my-post", args=[kind, slug])


def mark_of(slug, title):
    return cast("reading/_compare_mark.html", slug=slug, title=title)


def filter_choice(choice):
    """A value of one of the directory's filters (facets.Choice)."""
    return cast(
        "reading/_filter_choice.html",
        path=choice.path,
        label=choice.label,
        number=str(choice.number),
        is_chosen=choice.is_chosen,
    )


def hue(post):
    """The class that colours a post by its category; nothing for a post without one."""
    return "" if post.hue is None else f"hue-{post.hue}"


def named(post):
    return {
        "hue": hue(post),
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


@lru_cache(maxsize=50)
def kind_name(kind, _language):
    return capfirst(KINDS[kind])


@lru_cache(maxsize=2000)
def comments_said(number, _language):
    return ngettext("%(number)d comment", "%(number)d comments", number) % {"number": number} if number else ""


@lru_cache(maxsize=200)
def skills_shared(number, _language):
    return (
        ngettext("shares %(number)d skill", "shares %(number)d skills", number) % {"number": number} if number else ""
    )
