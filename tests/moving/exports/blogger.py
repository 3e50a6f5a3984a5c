"""
A blog, written down as Blogger does: as the older XML backup, or as the feed of a Takeout in its folders.

    blog = Blog(posts=[Post(1, "Baker", "<p>Bread.</p>")], comments=[Comment(10, post=1)])
    old_form(blog), takeout(blog)                 the texts
    write_takeout(path, blog, pictures={...})     a zip, or a folder if the name does not end in .zip
"""

import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

KIND = "http://schemas.google.com/blogger/2008/kind#"
GRAY = "https://img1.blogblog.com/img/b16-rounded.gif"
OLD_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<?xml-stylesheet href="http://www.blogger.com/styles/atom.css" type="text/css"?>'
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
    " xmlns:gd='http://schemas.google.com/g/2005' xmlns:georss='http://www.georss.org/georss'"
    " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
)
NEW_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>"
)
AT = "2025-01-31T08:00:00Z"


@dataclass
class Person:
    name: str
    profile: str = ""  # the number of their page on Blogger
    website: str = ""
    email: str = "noreply@blogger.com"

    @property
    def uri(self):
        return self.website or (f"https://www.blogger.com/profile/{self.profile}" if self.profile else "")


OWNER = Person("Mara Lind", profile="07700900123")
STRANGER = Person("Anonymous")


@dataclass
class Post:
    number: int
    title: str = "A post"
    html: str = "<p>Text.</p>"
    published: str = AT
    updated: str = ""
    path: str | None = None  # made from the number if None
    labels: list = field(default_factory=list)
    status: str = "LIVE"  # or DRAFT, SCHEDULED, SOFT_TRASHED
    is_page: bool = False
    author: Person = field(default_factory=lambda: OWNER)
    description: str = ""
    trashed: str = ""

    @property
    def address(self):
        if self.path is not None:
            return self.path
        return (
            f"/p/page-{self.number}.html"
            if self.is_page
            else f"/{self.published[:4]}/{self.published[5:7]}/post-{self.number}.html"
        )


@dataclass
class Comment:
    number: int
    post: int
    html: str = "Well said."
    parent: int | None = None
    published: str = AT
    status: str = "LIVE"  # or SPAM_COMMENT, PENDING_MODERATION, GHOSTED_COMMENT ...
    author: Person = field(default_factory=lambda: STRANGER)


@dataclass
class Blog:
    posts: list = field(default_factory=list)
    comments: list = field(default_factory=list)
    number: int = 4711
    title: str = "Work, day by day"
    description: str = "One role a day"
    host: str = "work-day-by-day.blogspot.com"

    def tag(self, number):
        return f"tag:blogger.com,1999:blog-{self.number}.post-{number}"

    def post(self, number):
        return next(post for post in self.posts if post.number == number)


# The older form: only what is public, and drafts. It knows no status of comments: spam was never in it.


def old_form(blog, *, comments_first=False):
    return "".join(old_lines(blog, comments_first=comments_first))


def old_lines(blog, *, comments_first=False):
    site = f"http://{blog.host}"
    yield OLD_HEAD
    yield f"<id>tag:blogger.com,1999:blog-{blog.number}.archive</id><updated>{AT}</updated>"
    yield f"<title type='text'>{escape(blog.title)}</title><subtitle type='html'>{escape(blog.description)}</subtitle>"
    yield f"<link rel='self' type='application/atom+xml' href='https://www.blogger.com/feeds/{blog.number}/archive'/>"
    yield f"<link rel='alternate' type='text/html' href='{site}/'/>{old_person(OWNER)}"
    yield "<generator version='7.00' uri='https://www.blogger.com'>Blogger</generator>"
    yield old_setting(blog, "layout", "template", "<html><head><title>Theme</title></head></html>")
    yield old_setting(blog, "settings.BLOG_COMMENT_MODERATION", "settings", "true")
    posts = (old_post(blog, post) for post in blog.posts)
    comments = (old_comment(blog, comment) for comment in blog.comments)
    for lines in (comments, posts) if comments_first else (posts, comments):
        yield from lines
    yield "</feed>"


def old_setting(blog, name, kind, value):
    return (
        f"<entry><id>tag:blogger.com,1999:blog-{blog.number}.{name}</id><published>{AT}</published>"
        f"<updated>{AT}</updated><category scheme='http://schemas.google.com/g/2005#kind' term='{KIND}{kind}'/>"
        f"<title type='text'>A setting</title><content type='text'>{escape(value)}</content></entry>"
    )


def old_person(person):
    uri = f"<uri>{escape(person.uri)}</uri>" if person.uri else ""
    image = f"<gd:image rel='http://schemas.google.com/g/2005#thumbnail' width='16' height='16' src='{GRAY}'/>"
    return f"<author><name>{escape(person.name)}</name>{uri}<email>{escape(person.email)}</email>{image}</author>"


def old_post(blog, post):
    is_draft = post.status == "DRAFT"
    site = f"http://{blog.host}"
    lines = [
        f"<entry><id>{blog.tag(post.number)}</id>",
        f"<published>{post.published}</published><updated>{post.updated or post.published}</updated>",
        "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>" * is_draft,
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{KIND}{'page' if post.is_page else 'post'}'/>",
        *(f"<category scheme='http://www.blogger.com/atom/ns#' term={quoteattr(label)}/>" for label in post.labels),
        f"<title type='text'>{escape(post.title)}</title><content type='html'>{escape(post.html)}</content>",
        f"<link rel='edit' type='application/atom+xml' href='https://www.blogger.com/feeds/{blog.number}/posts/default/{post.number}'/>",
        f"<link rel='alternate' type='text/html' href='{escape(site + post.address)}' title={quoteattr(post.title)}/>"
        * (not is_draft),
        old_person(post.author),
        "<thr:total>0</thr:total></entry>",
    ]
    return "".join(lines)


def old_comment(blog, comment):
    post = blog.post(comment.post)
    feeds = f"http://www.blogger.com/feeds/{blog.number}"
    related = f"{feeds}/{post.number}/comments/default"
    page = f"http://{blog.host}{post.address}"
    lines = [
        f"<entry><id>{blog.tag(comment.number)}</id>",
        f"<published>{comment.published}</published><updated>{comment.published}</updated>",
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='{KIND}comment'/>",
        f"<title type='text'>{escape(comment.html[:20])}</title><content type='html'>{escape(comment.html)}</content>",
        f"<link rel='related' type='application/atom+xml' href='{related}/{comment.parent}'/>"
        * (comment.parent is not None),
        f"<link rel='self' type='application/atom+xml' href='{related}/{comment.number}'/>",
        f"<link rel='alternate' type='text/html' href='{page}?showComment=1#c{comment.number}'/>",
        old_person(comment.author),
        f"<thr:in-reply-to href='{page}' ref='{blog.tag(post.number)}'"
        f" source='{feeds}/posts/default/{post.number}' type='text/html'/>",
        "<gd:extendedProperty name='blogger.itemClass' value='pid-1'/></entry>",
    ]
    return "".join(lines)


# Takeout


def takeout(blog):
    return "".join(takeout_lines(blog))


def takeout_lines(blog):
    yield f"{NEW_HEAD}\n  <id>tag:blogger.com,1999:blog-{blog.number}</id>\n  <title>{escape(blog.title)}</title>"
    for comment in blog.comments:
        yield new_comment(blog, comment)
    for post in blog.posts:
        yield new_post(blog, post)
    yield "\n</feed>\n"


def new_person(person):
    kind = "BLOGGER" if person.profile else "ANONYMOUS"
    return (
        f"<author><name>{escape(person.name)}</name><uri>{escape(person.uri)}</uri>"
        f"<blogger:type>{kind}</blogger:type></author>"
    )


def new_post(blog, post):
    labels = "".join(
        f"<category scheme='tag:blogger.com,1999:blog-{blog.number}' term={quoteattr(label)}/>" for label in post.labels
    )
    return f"""
  <entry>
    <id>{blog.tag(post.number)}</id>
    <blogger:type>{"PAGE" if post.is_page else "POST"}</blogger:type>
    <blogger:status>{post.status}</blogger:status>
    {new_person(post.author)}
    <title>{escape(post.title)}</title>
    <content type='html'>{escape(post.html)}</content>
    <blogger:metaDescription>{escape(post.description)}</blogger:metaDescription>
    <blogger:created>{post.published}</blogger:created>
    <published>{post.published}</published>
    <updated>{post.updated or post.published}</updated>
    <blogger:location/>
    {labels}
    <blogger:filename>{escape(post.address)}</blogger:filename>
    <link/>
    <enclosure/>
    <blogger:trashed>{post.trashed}</blogger:trashed>
  </entry>"""


def new_comment(blog, comment):
    reply_to = blog.tag(comment.parent) if comment.parent is not None else ""
    return f"""
  <entry>
    <id>{blog.tag(comment.number)}</id>
    <blogger:parent>{blog.tag(comment.post)}</blogger:parent>
    <blogger:inReplyTo>{reply_to}</blogger:inReplyTo>
    <blogger:type>COMMENT</blogger:type>
    <blogger:status>{comment.status}</blogger:status>
    {new_person(comment.author)}
    <title></title>
    <content type='html'>{escape(comment.html)}</content>
    <blogger:created>{comment.published}</blogger:created>
    <published>{comment.published}</published>
    <updated>{comment.published}</updated>
    <blogger:trashed/>
  </entry>"""


def write_takeout(path, *blogs, pictures=None, more=None):
    """`pictures`: {name: bytes} of the first blog's album; `more`: {name in the archive: text or bytes}."""
    members = {"Takeout/archive_browser.html": "<html>What is in this archive</html>"}
    for blog in blogs:
        folder = f"Takeout/Blogger/Blogs/{blog.title}"
        members |= {f"{folder}/feed.atom": takeout(blog), f"{folder}/theme-layouts.xml": "<html/>"}
    for name, data in (pictures or {}).items():
        members[f"Takeout/Blogger/Albums/{blogs[0].title}/{name}"] = data
    return write_members(path, members | (more or {}))


def write_members(path, members):
    """A zip if the name ends so, else a folder."""
    path = Path(path)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return path
    for name, data in members.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path
