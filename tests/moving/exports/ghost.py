"""
A blog, written down as Ghost does.

    export([post(1, "Baker", html="<p>Bread.</p>")], tags=[tag(1, "Food")])      the tables, to be made JSON
"""

import json
import zipfile

AT = "2021-03-04 10:00:00"


def post(number, title="A post", **said):
    row = {
        "id": f"{number:024x}",
        "uuid": f"00000000-0000-4000-8000-{number:012d}",
        "title": title,
        "slug": "a-post",
        "html": "<p>Text.</p>",
        "type": "post",
        "status": "published",
        "visibility": "public",
        "created_at": AT,
        "updated_at": AT,
        "published_at": AT,
        "custom_excerpt": None,
        "feature_image": None,
    }
    return row | said


def tag(number, name, slug="", **said):
    return {"id": f"t{number}", "name": name, "slug": slug or name.lower(), "visibility": "public"} | said


def user(number, name, slug, **said):
    return {
        "id": str(number),
        "name": name,
        "slug": slug,
        "email": "someone@mail.example",
        "password": "$2a$10$secret",
        "bio": "Bakes.",
        "website": "https://mara.example/",
    } | said


def tie(kind, post, other, order=0):
    return {"id": f"{post}-{other}", "post_id": f"{post:024x}", f"{kind}_id": str(other), "sort_order": order}


def tables(posts=(), **more):
    settings = [
        {"key": "title", "value": "The Trades"},
        {"key": "description", "value": "Work, explained"},
        {"key": "locale", "value": "en"},
        {"key": "ghost_private_key", "value": "a secret"},
        {"key": "stripe_secret_key", "value": "another"},
    ]
    return {"posts": list(posts), "settings": settings} | more


def export(posts=(), **more):
    return {"db": [{"meta": {"exported_on": 1614852000000, "version": "5.10.0"}, "data": tables(posts, **more)}]}


def write(path, said, **files):
    """The export alone, or, if the name ends in .zip, with files (name: bytes) beside it."""
    if path.suffix != ".zip":
        path.write_text(json.dumps(said), "utf-8")
        return path
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("blog.ghost.2021-03-04.json", json.dumps(said))
        for name, content in files.items():
            archive.writestr(name, content)
    return path
