"""Somebody's words as a quotation to write below."""

from blog.markup import html_to_markdown, render_comment

MOST_QUOTED = 1500  # signs; who wants to answer more than that answers it in parts


def quotation_of(comment):
    """The comment's Markdown behind `>`, without what it quotes itself, and an empty line to write in."""
    body = comment.comment
    if render_comment(body) != comment.html:  # it was moved in: its lines may be broken where no reader sees it
        body = html_to_markdown(comment.html)
    own = "\n".join(line for line in body.splitlines() if not line.lstrip().startswith(">")).strip()
    return "".join(f"> {line}".rstrip() + "\n" for line in cut(own).splitlines()) + "\n" if own else ""


def cut(text):
    if len(text) <= MOST_QUOTED:
        return text
    return text[:MOST_QUOTED].rpartition(" ")[0].rstrip() + " …"
