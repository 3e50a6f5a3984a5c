"""
Imports point down, and no wing knows another (docs/architecture.md). Imports inside functions count too: a hidden
import is still a circle.
"""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("accounts", "blog", "careerguide")

# From the ground up. A name stands for the module or package and all below it; the longest one that fits counts.
FLOORS = [
    ["accounts"],
    [
        "blog.absolute",
        "blog.art",
        "blog.caching",
        "blog.counting",
        "blog.followups",
        "blog.legacy",
        "blog.letters",
        "blog.markup",
        "blog.moulds",
        "blog.origins",
        "blog.outbound",
        "blog.patience",
        "blog.paths",
        "blog.sections",
        "blog.spam",
        "blog.stamped",
        "blog.throttling",
        "blog.uploads",
        "blog.visitors",
    ],
    ["blog.models", "blog.search"],
    ["blog.actions"],
    [
        "blog.reading",
        "blog.commenting",
        "blog.publishing",
        "blog.moving",
        "blog.mailing",
        "blog.sample",
        "blog.wishing",
        "blog.belonging",
        "blog.contributing",
    ],
    ["blog.admin", "blog.apps", "blog.checks", "blog.management", "blog.templatetags", "blog.urls"],
    ["careerguide"],
]
WINGS = FLOORS[4]
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
FREE = ("blog.migrations", "accounts.migrations")  # history: they import what they imported


def room_of(module):
    """The room a dotted name stands in, or None for one that is not ours."""
    parts = module.split(".")
    return next((name for n in range(len(parts), 0, -1) if (name := ".".join(parts[:n])) in FLOOR_OF), None)


def module_of(path, root):
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path, module):
    """(line, dotted name) of every import of a file, wherever it stands; `from x import y` gives `x.y`."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            source = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                source = ".".join([*above, source] if source else above)
            for alias in node.names:
                yield node.lineno, f"{source}.{alias.name}"


def complaint(here, there):
    """Why `here` may not import `there`, or None."""
    if FLOOR_OF[there] > FLOOR_OF[here]:
        return f"{here} is below {there}"
    if here in WINGS and there in WINGS and here != there:
        return f"{here} and {there} are both wings"
    return None


def breaches(root):
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            module = module_of(path, root)
            here = room_of(module)
            if module.startswith(FREE) or module == "blog":
                continue
            if here is None:
                yield f"{path.relative_to(root)}:1: {module} is in no room"
                continue
            for line, name in imported(path, module):
                there = room_of(name)
                if there and (why := complaint(here, there)):
                    yield f"{path.relative_to(root)}:{line}: imports {name}, but {why}"


def test_imports_point_down():
    assert not (found := list(breaches(ROOT))), "\n" + "\n".join(found)


def test_rooms_of_a_floor_do_not_import_each_other_in_a_circle():
    edges = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            module = module_of(path, ROOT)
            here = room_of(module)
            for _line, name in imported(path, module) if here else []:
                there = room_of(name)
                if there and there != here and FLOOR_OF[there] == FLOOR_OF[here]:
                    edges.setdefault(here, set()).add(there)

    def walk(room, trail):
        for neighbour in sorted(edges.get(room, ())):
            assert neighbour not in trail, " → ".join([*trail[trail.index(neighbour) :], neighbour])
            walk(neighbour, [*trail, neighbour])

    for room in edges:
        walk(room, [room])


@pytest.mark.parametrize(
    ("path", "line", "breach"),
    [
        ("blog/models/posts.py", "from blog.actions.posts import publish_post", True),
        ("blog/models/posts.py", "def late():\n    from ..actions import posts", True),
        ("blog/reading/pages.py", "from blog.commenting.forms import CommentForm", True),
        ("blog/reading/pages.py", "import blog.publishing", True),
        ("blog/markup.py", "from .models import Post", True),
        ("accounts/forms.py", "from blog import letters", True),
        ("blog/urls.py", "import careerguide.settings", True),
        ("blog/helpers.py", "", True),
        (
            "blog/reading/pages.py",
            "from .feeds import Feed\nfrom ..actions import posts\nfrom blog.models import Post",
            False,
        ),
        ("blog/urls.py", "from .reading.urls import urlpatterns", False),
        ("blog/actions/posts.py", "from accounts.models import User\nfrom django.db import models", False),
    ],
)
def test_the_watch_sees_what_it_should(tmp_path, path, line, breach):
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(line)
    assert bool(list(breaches(tmp_path))) is breach


def test_floors_are_named_once():
    names = sorted(FLOOR_OF)
    assert all(above != below for above, below in pairwise(names))
    assert len(names) == sum(map(len, FLOORS))
