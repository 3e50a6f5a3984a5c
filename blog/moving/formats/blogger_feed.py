"""A Blogger feed onto a shelf. Both exports name the same things by the same numbers, and so do the references here."""

import re
from collections import Counter
from urllib.parse import quote

from ..entries import Blog, Label
from ..sources import bare_host
from .atom import text_in, text_of
from .blogger_comments import read_comment
from .blogger_entries import BloggerEntry, numbers_in, path_in
from .blogger_posts import page_links, read_post, writers_of
from .xml import elements, local

BLOG_NUMBER = re.compile(r"\bblog-(\d+)")
SETTINGS = {"BLOG_NAME": "title", "BLOG_DESCRIPTION": "description", "BLOG_LOCALE": "language"}
OF_GOOGLE = re.compile(r"(^|\.)(blogger\.com|google\.com|googleapis\.com|googleusercontent\.com)$")
OLD_PATH = re.compile(r"^https?://[^/]+/(\d{4}/\d\d|p)/[^/?#]+\.html")
HOST = re.compile(r"[\w-]+(\.[\w-]+)+")
MAX_HOSTS, MAX_LINKS = 20, 5000


class BloggerFeed:
    """`kinds`: how many entries said which kind they are."""

    def __init__(self, source, shelf, report):
        self.source, self.shelf, self.report = source, shelf, report
        self.blog, self.number, self.kinds = Blog(), "", Counter()
        self.labels, self.writers, self.hosts, self.links = set(), set(), {}, {}
        self.by_page = []  # comments that name the page they stand on and nothing else
        self.add_host(source.host)

    def read(self, member):
        for element in elements(self.source, member, {"feed"}, self.report):
            if local(element.tag) == "entry":
                self.take_entry(BloggerEntry(element))
            else:
                self.take_about(element)
        self.finish()

    def reference(self, identity):
        """Of the tag of an entry, the same in every export."""
        blog, number = numbers_in(identity)
        self.number = self.number or blog
        return self.reference_to(number or identity, blog)

    def reference_to(self, number, blog=""):
        return f"blogger:{blog or self.number}:{number}"[:250]

    def doubt(self, about, sentence):
        self.report.note("doubtful", about, sentence)

    # About the blog

    def take_about(self, element):
        name, text = local(element.tag), text_in(element)
        if name == "id":
            self.number = next(iter(BLOG_NUMBER.findall(text)), "")
        elif name == "title":
            self.blog.title = self.blog.title or text_of(element)
        elif name == "subtitle":
            self.blog.description = text_of(element)
        elif name == "link" and element.get("rel") in (None, "alternate"):
            self.add_host(element.get("href"))

    def take_setting(self, entry):
        name, value = entry.text("id").rpartition(".")[2], entry.text("content")
        if name in SETTINGS and value:
            setattr(self.blog, SETTINGS[name], value)
        elif name.endswith("DOMAIN") and value:
            self.add_host(value if "." in value else f"{value}.blogspot.com")

    def add_host(self, address):
        host = bare_host(address)
        if HOST.fullmatch(host) and not OF_GOOGLE.search(host) and len(self.hosts) < MAX_HOSTS:
            self.hosts.setdefault(host)

    def remember_links(self, links):
        """Links that look like ones within a Blogger blog: if they lead to posts of this one, its host is known."""
        for link in links:
            if OLD_PATH.search(link) and len(self.links) < MAX_LINKS:
                self.links.setdefault(path_in(link), link)

    # Entries

    def take_entry(self, entry):
        kind = entry.kind
        self.kinds[entry.said_kind] += 1
        self.report.ignored.update(entry.ignored)
        if kind == "comment":
            self.take_comment(entry)
        elif kind in ("post", "page"):
            self.take_post(entry)
        else:
            self.report.ignored[kind] += 1
            if kind == "settings":
                self.take_setting(entry)

    def take_post(self, entry):
        post = read_post(entry, self)
        for link in page_links(entry)[:1]:
            self.add_host(link.get("href"))
        for name in post.labels:
            if name not in self.labels:
                self.labels.add(name)
                self.shelf.put(Label(name, paths=[f"/search/label/{quote(name, safe='')}"]))
        for writer in writers_of(entry, self):
            if writer.reference not in self.writers:
                self.writers.add(writer.reference)
                self.shelf.put(writer)
        self.shelf.put(post)

    def take_comment(self, entry):
        comment = read_comment(entry, self)
        self.shelf.put(comment)
        if comment.post.startswith("/"):
            self.by_page.append(comment)

    def finish(self):
        for path, link in self.links.items():
            if self.shelf.reference_at(path):
                self.add_host(link)
        for comment in self.by_page:
            comment.post = self.shelf.reference_at(comment.post) or comment.post
            self.shelf.put(comment)
        self.blog.hosts = list(self.hosts)
        self.shelf.put(self.blog)
        self.shelf.mark_writers()
