"""What a page says of itself to machines, in schema.org's words. Nothing here that the page does not show."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from blog.absolute import absolute
from blog.markup import plain_text
from blog.models import Pay, Post
from blog.models.times import instant
from blog.paths import path_of, path_of_card

# schema.org/unitText as search engines read it
PERIODS = {Pay.Period.HOUR: "HOUR", Pay.Period.DAY: "DAY", Pay.Period.MONTH: "MONTH", Pay.Period.YEAR: "YEAR"}


def without_gaps(fields):
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def post_id(post):
    return absolute(post.get_absolute_url()) + "#post"


def posting(post, site):
    """schema.org/BlogPosting. Wants bylines, category and tags at hand."""
    address = absolute(post.get_absolute_url())
    changed = post.changed_at()
    return without_gaps(
        {
            "@type": "BlogPosting",
            "@id": post_id(post),
            "mainEntityOfPage": address,
            "url": address,
            "headline": post.title,
            "alternativeHeadline": post.headline,
            "description": post.get_description(),
            "image": absolute(path_of_card(post.kind, post.slug)),
            "datePublished": post.publish_at and post.publish_at.isoformat(),
            "dateModified": changed and changed.isoformat(),
            "author": [
                {
                    "@type": "Person",
                    "name": byline.author.name,
                    "url": absolute(byline.author.get_absolute_url()),
                }
                for byline in post.bylines.all()
            ],
            "publisher": {"@type": "Organization", "name": site.name, "url": absolute("/")},
            "articleSection": post.category.name if post.category else None,
            "keywords": [tag.name for tag in post.tags.all()],
            "wordCount": post.word_count,
            "commentCount": post.comment_count,
            "inLanguage": get_language() or settings.LANGUAGE_CODE,
            "about": {"@id": f"{address}#role"} if post.kind == Post.Kind.ROLE else None,
        }
    )


def breadcrumbs(post):
    """schema.org/BreadcrumbList: the same way down as the page shows."""
    list_name = {Post.Kind.ROLE: (_("Roles"), "blog:role-list"), Post.Kind.ESSAY: (_("Essays"), "blog:essay-list")}
    steps = [list_name[post.kind]] if post.kind in list_name else []
    trail = [(name, reverse(url_name)) for name, url_name in steps]
    if post.category and trail:
        trail.append((post.category.name, post.category.get_absolute_url()))
    trail.append((post.title, post.get_absolute_url()))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
            for position, (name, path) in enumerate(trail, start=1)
        ],
    }


def comment(row):
    """schema.org/Comment, from a row of a post's threads."""
    return {
        "@type": "Comment",
        "url": absolute(path_of("blog:comment", row["code"])),
        "author": {"@type": "Person", "name": row["user_name"]},
        "dateCreated": instant(row["posted_at"]).isoformat(),
        "text": comment_text(row["html"]),
        "upvoteCount": row["like_count"],
    }


@lru_cache(maxsize=1000)
def comment_text(html):
    return plain_text(html)


def occupation(post, parts):
    """schema.org/Occupation of a role, from its facts; `parts` are its rows as `stored_parts` gives them."""
    return without_gaps(
        {
            "@type": "Occupation",
            "@id": absolute(post.get_absolute_url()) + "#role",
            "name": post.title,
            "alternateName": post.also_called_names,
            "description": post.get_description(),
            "skills": [row.skill.name for row in parts["role_skills"]],
            "responsibilities": [task.text for task in parts["tasks"]],
            "educationRequirements": post.get_entry_level_display() if post.entry_level else None,
            "occupationalCategory": [str(code) for code in parts["codes"]],
            "estimatedSalary": [salary(row) for row in parts["pay"]],
        }
    )


def salary(row):
    """schema.org/MonetaryAmountDistribution of one row of pay."""
    return {
        "@type": "MonetaryAmountDistribution",
        "name": f"{row.get_stage_display()}, {row.region}",
        "currency": row.currency,
        "minValue": row.low,
        "maxValue": row.high,
        "unitText": PERIODS[row.period],
    }
