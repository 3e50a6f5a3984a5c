"""Where a text led when it named another file of the site."""

import posixpath
from pathlib import PurePosixPath
from urllib.parse import unquote

ENDINGS = (".md", ".markdown", "/index.md")


class Links:
    def __init__(self, site):
        self.site = site
        self.paths = {}  # the name of each file: its path
        self.alone = {}  # the same by its bare name; empty where several have it

    def add(self, file, path):
        name = PurePosixPath(file.member).stem
        self.paths[file.member] = path
        self.alone[name] = "" if name in self.alone else path

    def find(self, name, file):
        """The path of a file by its name from another, from the top, or alone; empty if it had none."""
        name, sign, anchor = unquote(name).partition("#")
        found = next((self.paths[way] for way in self.ways(name, file) if self.paths.get(way)), None)
        found = found or self.alone.get(name.strip().lstrip("/"), "")
        return f"{found}{sign}{anchor}" if found else ""

    def ways(self, name, file):
        bare, root = name.strip().lstrip("/"), self.site.root
        near = posixpath.normpath(f"{PurePosixPath(file.member).parent}/{name}")
        ways = [near, f"{root}{bare}", f"{self.site.content}{bare}", f"{root}_posts/{bare}"]
        return ways + [f"{way}{ending}" for way in ways for ending in ENDINGS]
