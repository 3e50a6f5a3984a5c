"""Who is who beside a comment and in it: names that lead to the page of a reader who has one."""

import re
from html import escape, unescape

from blog.models import Comment, Mention
from blog.paths import path_of

# Whether a commenter has a page. It is there with a comment that is shown, as this one is.
PAGE_COLUMNS = ("user__profile__slug", "user__profile__is_public", "user__is_active")
# Tags of HTML that came through the cleaner, whatever stands in their attributes.
TAG = re.compile(r"""(<(?:[^"'<>]|"[^"]*"|'[^']*')*>)""")
CLOSED_TO_NAMES = re.compile(r"<(/?)(a|code|pre|blockquote)\b")


def page_of_writer(row):
    """The path of the page of who wrote the comment of a row (of `threads`), or nothing."""
    slug, is_public, is_active = (row[name] for name in PAGE_COLUMNS)
    return path_of("blog:reader", slug) if slug and is_public and is_active else ""


def with_people(rows):
    """These rows, each knowing which names in it lead where: one query for all, and none where nobody says @."""
    talking = {row["pk"]: row for row in rows if row["is_shown"] and "@" in row["html"]}
    if talking:
        public = {"user__is_active": True, "user__profile__is_public": True}
        named = Mention.objects.filter(comment__in=talking, mentioned__state=Comment.State.SHOWN, **public)
        columns = ("comment", "mentioned__user_name", "user__profile__slug")
        for pk, name, slug in named.order_by("pk").values_list(*columns):
            talking[pk]["people"] = (*talking[pk].get("people", ()), (name, path_of("blog:reader", slug)))
    return rows


def with_names_linked(html, people):
    """
    A comment's safe HTML with `@name` of these people, (name, path) each, as links: the whole name, or its first word
    where that alone stands there. Not in links, code, or what is quoted.
    """
    if not people:
        return html
    parts, closed = TAG.split(html), 0
    paths = paths_by_name(html, people)
    longest_first = "|".join(re.escape(name) for name in sorted(paths, key=len, reverse=True))
    form = re.compile(rf"(?<!\w)@({longest_first})(?!\w)", re.IGNORECASE)
    for index, part in enumerate(parts):
        if tag := CLOSED_TO_NAMES.match(part):
            closed += -1 if tag[1] else 1
        elif not closed and "@" in part and not part.startswith("<"):
            parts[index] = link_names(part, form, paths)
    return "".join(parts)


def paths_by_name(html, people):
    text, paths = unescape(TAG.sub("", html)).casefold(), {}
    for name, path in people:
        is_whole = f"@{name.casefold()}" in text
        paths.setdefault(name if is_whole else name.partition(" ")[0], path)
    return {name: path for name, path in paths.items() if name}


def link_names(part, form, paths):
    known = {name.casefold(): path for name, path in paths.items()}
    pieces, end, text = [], 0, unescape(part)
    for match in form.finditer(text):
        path = known.get(match[1].casefold())
        if path is None:
            continue  # one of the few letters that have two small forms
        pieces += [escape(text[end : match.start()], quote=False), f'<a href="{path}">{escape(match[0])}</a>']
        end = match.end()
    return "".join([*pieces, escape(text[end:], quote=False)]) if pieces else part
