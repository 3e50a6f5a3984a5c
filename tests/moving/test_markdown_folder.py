"""Folders of Markdown as Jekyll, Hexo, Hugo, dev.to and plain notes keep them, read."""

import datetime
import time
import zipfile

import pytest

from blog.markup import clean_html
from blog.moving.entries import Status
from blog.moving.reports import Refused

from .exports.laying import lay

PICTURE = b"picture"


@pytest.fixture
def laid(tmp_path):
    """Lays a folder of these files: {name: text or bytes}."""

    def lay_files(files, **options):
        folder = tmp_path / "blog"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return lay(folder, **options)

    return lay_files


@pytest.fixture
def shown(laid):
    """The clean HTML of a text, in a Jekyll site unless said otherwise."""

    def show(text, name="_posts/2019-01-02-shown.md"):
        return clean_html(laid({name: f"---\ntitle: Shown\n---\n{text}"}).entry("Shown").html).replace("\n", "")

    return show


def utc(*parts):
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


# Jekyll

CONFIG = "title: The Trades\nurl: https://blog.example\nbaseurl: /en\ntimezone: Europe/Berlin\n"


def test_a_jekyll_post_comes_with_all_it_has(laid):
    found = laid(
        {
            "_config.yml": CONFIG,
            "travel/_posts/2019-01-02-baker.md": (
                "---\ntitle: 'Baker: at night'\ncategories: [Food, Night shift]\ntags: early bread\nauthor: mara\n"
                "date: 2019-01-02 10:00:00 +0900\nlast_modified_at: 2020-01-01\nredirect_from: /old/baker.html\n"
                "description: For machines.\nimage: {path: /assets/desk.jpg, alt: A desk}\ncomments: false\n---\n"
                "Before.\n<!--more-->\nAfter ![A](/assets/a.png).\n"
            ),
            "assets/a.png": PICTURE,
            "assets/desk.jpg": PICTURE,
            "README.md": "# About this repository\n",
        }
    )
    entry = found.entry("Baker: at night")
    assert (found.format, found.blog.title, found.blog.hosts) == ("markdown", "The Trades", ["blog.example"])
    assert entry.reference == "markdown:blog.example:travel/_posts/2019-01-02-baker.md"
    assert entry.path == "/en/travel/food/night-shift/2019/01/02/baker.html"
    assert entry.other_paths == ["/en/old/baker.html"]
    assert (entry.published_at, entry.updated_at) == (utc(2019, 1, 2, 1), utc(2019, 12, 31, 23))
    assert (entry.labels, entry.categories) == (["early", "bread"], ["travel", "Food", "Night shift"])
    assert (entry.status, entry.is_page, entry.comments_open) == (Status.PUBLIC, False, False)
    assert (entry.cover, entry.cover_alt, entry.description) == ("/assets/desk.jpg", "A desk", "For machines.")
    assert clean_html(entry.excerpt) == "<p>Before.</p>"
    assert found.files["/assets/a.png"].member == "assets/a.png"
    assert [writer.name for writer in found.writers] == ["mara"]
    assert found.report.ignored["file of the site itself"] == 1


@pytest.mark.parametrize(
    ("config", "front", "path"),
    [
        ("", "", "/2019/01/02/baker.html"),
        ("permalink: pretty", "", "/2019/01/02/baker/"),
        ("permalink: /:year/:title", "", "/2019/baker"),
        ("permalink: none", "categories: [Food]", "/food/baker.html"),
        ("permalink: pretty", "permalink: /my/own/", "/my/own/"),
        ("", "slug: other", "/2019/01/02/other.html"),
    ],
)
def test_a_jekyll_post_stood_where_its_settings_say(laid, config, front, path):
    post = f"---\ntitle: B\n{front}\n---\nx"
    found = laid({"_config.yml": f"title: x\n{config}\n", "_posts/2019-01-02-baker.md": post})
    assert found.entry("B").path == path


@pytest.mark.parametrize(
    ("name", "front", "expected"),
    [
        ("_posts/2019-01-02-a.md", "title: A", Status.PUBLIC),
        ("_drafts/a.md", "title: A", Status.DRAFT),
        ("_posts/2019-01-02-a.md", "title: A\npublished: false", Status.DRAFT),
        ("_posts/2019-01-02-a.md", "title: A\ndraft: 'true'", Status.DRAFT),
        ("_posts/2190-01-02-a.md", "title: A", Status.SCHEDULED),
        ("_posts/2019-01-02-a.md", "title: A\nprivate: true", Status.PRIVATE),
        ("_posts/2019-01-02-a.md", "title: A\npassword: x", Status.PRIVATE),
        ("_posts/2019-01-02-a.md", "title: A\nstatus: pending", Status.PENDING),
    ],
)
def test_what_was_not_public_there_is_not_public_here(laid, name, front, expected):
    entry = laid({name: f"---\n{front}\n---\nText."}).entry_only
    assert entry.status == expected
    assert bool(entry.path) == (expected in (Status.PUBLIC, Status.SCHEDULED, Status.PRIVATE))


def test_jekyll_pages_are_pages(laid):
    found = laid(
        {"_posts/2019-01-02-a.md": "Text.", "about.md": "---\ntitle: About\n---\nUs.", "work/index.md": "# Work\n\nx"}
    )
    assert [(entry.title, entry.is_page, entry.path) for entry in found.entries if entry.is_page] == [
        ("About", True, "/about.html"),
        ("Work", True, "/work/"),
    ]


def test_jekylls_own_files_are_no_posts(laid):
    found = laid(
        {
            "_posts/2019-01-02-a.md": "Text.",
            "_includes/note.md": "x",
            "_site/2019/a.md": "x",
            "vendor/bundle/README.md": "x",
            "_layouts/post.html": "<p>",
            "index.md": "---\nlayout: home\n---\n",
        }
    )
    assert [entry.title for entry in found.entries] == ["A"]


def test_a_jekyll_post_in_html_is_read_as_it_is(laid):
    entry = laid({"_posts/2009-01-02-a.html": "---\ntitle: A\n---\n<p>*Not* this\n\nway</p>"}).entry_only
    assert clean_html(entry.html) == "<p>*Not* this way</p>"


# Hugo


def test_a_hugo_post_comes_with_all_it_has(laid):
    found = laid(
        {
            "hugo.toml": 'baseURL = "https://blog.example/"\ntitle = "The Trades"\nlanguageCode = "en-gb"\n',
            "content/_index.md": "+++\ntitle = 'Home'\n+++\n",
            "content/about.md": "+++\ntitle = 'About'\n+++\nUs.",
            "content/posts/Night Baker/index.md": (
                "+++\ntitle = 'Baker'\ndate = 2019-01-02T10:00:00+01:00\nlastmod = 2020-01-01\n"
                "tags = ['Early, very', 'C++']\n"
                "categories = ['Food']\naliases = ['/old/', 'older']\n"
                "authors = ['Mara Lind', 'Tom']\nsummary = 'In short.'\n"
                '+++\n![Oven](oven.jpg) and [about]({{< ref "about.md" >}}).\n'
            ),
            "content/posts/Night Baker/oven.jpg": PICTURE,
            "content/posts/Night Baker/featured.jpg": PICTURE,
            "themes/x/README.md": "x",
            "archetypes/default.md": "---\ntitle: x\n---\n",
        }
    )
    entry = found.entry("Baker")
    assert (found.blog.title, found.blog.language, found.blog.hosts) == ("The Trades", "en-gb", ["blog.example"])
    assert (entry.path, entry.other_paths) == ("/posts/night-baker/", ["/old/", "/older"])
    assert entry.published_at == utc(2019, 1, 2, 9)
    assert (entry.labels, entry.categories) == (["Early, very", "C++"], ["Food"])
    assert (entry.excerpt, entry.cover) == ("In short.", "/posts/night-baker/featured.jpg")
    assert 'src="/posts/night-baker/oven.jpg"' in entry.html
    assert 'href="/about/"' in entry.html
    assert found.files["/posts/night-baker/oven.jpg"].member == "content/posts/Night Baker/oven.jpg"
    assert (found.entry("About").is_page, found.entry("About").path) == (True, "/about/")
    assert len(found.entries) == 2
    assert {label.name: label.paths for label in found.labels}["Food"] == ["/categories/food/"]
    names = {writer.reference: writer.name for writer in found.writers}
    assert [names[reference] for reference in entry.writers] == ["Mara Lind", "Tom"]


@pytest.mark.parametrize(
    ("front", "status", "path"),
    [
        ("draft = true", Status.DRAFT, ""),
        ("publishDate = 2190-01-01", Status.SCHEDULED, "/posts/2019-01-02-a/"),
        ("expiryDate = 2020-01-01", Status.PRIVATE, "/posts/2019-01-02-a/"),
        ("slug = 'other'", Status.PUBLIC, "/posts/other/"),
        ("url = '/my/own/'", Status.PUBLIC, "/my/own/"),
        ("[_build]\nrender = 'never'", Status.PRIVATE, "/posts/2019-01-02-a/"),
    ],
)
def test_hugos_fields_say_what_was_public_and_where(laid, front, status, path):
    found = laid(
        {"config.toml": "", "content/posts/2019-01-02-a.md": f"+++\ntitle = 'A'\ndate = 2019-01-02\n{front}\n+++\nx"}
    )
    assert (found.entry_only.status, found.entry_only.path) == (status, path)


def test_hugos_permalinks_are_followed(laid):
    config = "[permalinks]\nposts = '/:year/:month/:slug/'\n"
    found = laid({"config.toml": config, "content/posts/a.md": "+++\ntitle = 'My Day'\ndate = 2019-03-02\n+++\nx"})
    assert found.entry_only.path == "/2019/03/my-day/"


def test_front_matter_in_json_is_read(laid):
    found = laid({"config.toml": "", "content/posts/a.md": '{\n"title": "A", "tags": ["x"]\n}\n\nText.'})
    assert (found.entry_only.title, found.entry_only.labels) == ("A", ["x"])


# dev.to, Hexo, plain notes


def test_a_file_of_dev_to_is_read(laid):
    found = laid(
        {
            "baker.md": (
                "---\ntitle: Baker\npublished: true\ndescription: In short\ntags: bread, early, night shift\n"
                "cover_image: https://dev-to.example/c.png\ndate: 2021-03-04T10:00:00Z\n---\nOne\ntwo\n\n"
                "{% embed https://youtu.be/abcdefghijk %}\n\n{% raw %}{{ kept }}{% endraw %}\n"
            ),
            "other.md": "---\ntitle: Other\npublished: false\ntags: \n---\nText.",
        }
    )
    entry = found.entry("Baker")
    assert (entry.status, entry.labels) == (Status.PUBLIC, ["bread", "early", "night shift"])
    assert entry.cover == "https://dev-to.example/c.png"
    assert found.entry("Other").status == Status.DRAFT
    assert clean_html(entry.html).replace("\n", "") == (f"<p>One<br>two</p>{VIDEO}<p>{{{{ kept }}}}</p>")


def test_hexo_keeps_its_posts_in_another_place(laid):
    found = laid(
        {
            "_config.yml": "title: x\nurl: https://blog.example\n",
            "source/_posts/baker.md": (
                "---\ntitle: Baker\ndate: 2019-01-02 10:00:00\ncategories:\n- [Food, Bread]\n---\nx"
            ),
            "source/_posts/baker/a.png": PICTURE,
            "source/about/index.md": "---\ntitle: About\n---\nUs.",
            "scaffolds/post.md": "---\ntitle: {{ title }}\n---\n",
        }
    )
    entry = found.entry("Baker")
    assert (entry.path, entry.categories) == ("/2019/01/02/baker/", ["Food", "Bread"])
    assert (found.entry("About").path, found.entry("About").is_page) == ("/about/", True)


def test_notes_without_fields_take_title_and_date_from_what_there_is(laid):
    found = laid(
        {
            "2019-01-02 Night Baker.md": "Bread.",
            "night_shift.md": "# On *rising* early\n\nText.",
            "Über uns & mehr (2).markdown": "Text.",
            "setext.md": "A title\n=======\n\nText.",
        }
    )
    assert [(entry.title, entry.status) for entry in sorted(found.entries, key=lambda entry: entry.title)] == [
        ("A title", Status.DRAFT),
        ("Night Baker", Status.PUBLIC),
        ("On rising early", Status.DRAFT),
        ("Über uns & mehr (2)", Status.DRAFT),
    ]
    assert clean_html(found.entry("On rising early").html) == "<p>Text.</p>"


def test_a_date_without_a_zone_is_this_sites(laid, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    assert laid({"2019-01-02-a.md": "Text."}).entry_only.published_at == utc(2019, 1, 1, 15)


def test_links_and_pictures_between_files_are_found(laid):
    found = laid(
        {
            "notes/2019-01-02-a.md": "See [b](../b%20c.md#part), ![p](img/my%20p.png) and [big](img/my%20p.png).",
            "notes/img/my p.png": PICTURE,
            "b c.md": "---\ntitle: B\ndate: 2019-01-01\n---\nText.",
        }
    )
    html = found.entry("A").html
    assert 'href="/b-c/#part"' in html
    assert html.count("/notes/img/my%20p.png") == 2
    assert found.files["/notes/img/my%20p.png"].member == "notes/img/my p.png"


def test_an_archive_of_a_repository_is_read_as_its_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "blog-main.zip", "w") as archive:
        archive.writestr("blog-main/_config.yml", "title: x")
        archive.writestr("blog-main/_posts/2019-01-02-a.md", "![p](/assets/a.png)")
        archive.writestr("blog-main/assets/a.png", PICTURE)
    found = lay(tmp_path / "blog-main.zip")
    assert found.entry_only.reference == "markdown:blog:_posts/2019-01-02-a.md"
    assert found.files["/assets/a.png"].member == "blog-main/assets/a.png"


def test_a_text_that_never_came_out_is_linked_to_by_nobody(laid):
    post = '[a]({% post_url 2019-02-03-draft %}) [b]({% link assets/b.pdf %}) [c]({{< ref "other" >}})'
    found = laid(
        {
            "_posts/2019-01-02-a.md": post,
            "_posts/2019-02-03-draft.md": "---\npublished: false\n---\nx",
            "_posts/deep/other.md": "---\ndate: 2019-01-01\n---\nx",
        }
    )
    links = '<p>a <a href="/assets/b.pdf">b</a> <a href="/deep/2019/01/01/other.html">c</a></p>'
    assert clean_html(found.entry("A").html) == links


def test_comments_kept_as_files_come_with_their_posts(laid):
    found = laid(
        {
            "_posts/2019-01-02-a.md": "Text.",
            "_data/comments/a/comment-1.yml": (
                "_id: one\nname: Ann\nemail: 0bc8\nmessage: |\n  Hello *there*\n  you\ndate: 1546500000"
            ),
            "_data/comments/a/comment-2.yml": (
                "_id: two\nname: Ben\nmessage: Indeed\nreplying_to: '1'\ndate: 2019-01-05T10:00:00Z"
            ),
            "_data/comments/a/comment-3.json": '{"name": "", "message": "No", "_parent": "two", "date": "2019-01-06"}',
            "_data/comments/a/broken.yml": "name: [",
            "_data/comments/gone/x.yml": "name: Cy\nmessage: x\ndate: 2019-01-06",
        }
    )
    said = {row.name: row for row in found.comments.values()}
    assert said["Ann"].posted_at == utc(2019, 1, 3, 7, 20)
    assert clean_html(said["Ann"].html) == "<p>Hello <em>there</em><br>you</p>"
    assert (said["Ann"].parent, said["Ann"].email) == ("", "")
    assert said["Ben"].parent == said["Ann"].reference
    assert said["Anonymous"].parent == said["Ben"].reference
    assert "broken.yml" in found.notes("refused")[0]
    assert found.notes("left out")[0].startswith("gone: ")


# Text


VIDEO = '<p><a href="https://www.youtube.com/watch?v=abcdefghijk" rel="noopener">Video: youtube.com</a></p>'
FIGURE = '<figure><img src="/media/a.jpg" alt="{}"><figcaption>By day</figcaption></figure>'
TABLE = (
    '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
    "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
)
CODE = '<pre><code class="language-{}">{}</code></pre>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% highlight ruby %}\n{:a => 1}\n\nx\n{% endhighlight %}", CODE.format("ruby", "{:a =&gt; 1}x")),
        ("{% youtube abcdefghijk %}", VIDEO),
        ("{% include youtube.html id='abcdefghijk' %}", VIDEO),
        ("{{< youtube abcdefghijk >}}", VIDEO),
        ("{% include figure.html image_path='/media/a.jpg' alt='A' caption='By day' %}", FIGURE.format("A")),
        ('{{< figure src="/media/a.jpg" caption="By day" >}}', FIGURE.format("")),
        ("{{% notice tip %}}\nMind *it*.\n{{% /notice %}}", '<p class="note">Mind <em>it</em>.</p>'),
        (
            '{{< details "More" >}}\nInside.\n{{< /details >}}',
            "<details><summary>More</summary><p>Inside.</p></details>",
        ),
        ("{{< highlight go >}}\nx := 1\n{{< /highlight >}}", CODE.format("go", "x := 1")),
        ("Shown: {{</* youtube x */>}}", "<p>Shown: {{&lt; youtube x &gt;}}</p>"),
        ("![A]({{ site.baseurl }}/media/a.jpg)", '<figure><img src="/media/a.jpg" alt="A"></figure>'),
        ("[x]({{ '/y/' | relative_url }})", '<p><a href="/y/">x</a></p>'),
        ("{% comment %}Hidden{% endcomment %}Seen", "<p>Seen</p>"),
        (
            "# Head\n{: .no_toc #id}\n\n* TOC\n{:toc}\n\nText{: .x} `{:kept}`",
            "<h2>Head</h2><p>Text <code>{:kept}</code></p>",
        ),
        ("```liquid\n{% if x %}\n{{ y }}\n```", CODE.format("liquid", "{% if x %}{{ y }}")),
        ("A mark[^1].\n\n[^1]: The note.", "<p>A mark<sup>1</sup>.</p><ol><li>The note.</li></ol>"),
        (
            "![A](/media/my a.jpg) `[x](a b.md)`",
            '<p><img src="/media/my%20a.jpg" alt="A"> <code>[x](a b.md)</code></p>',
        ),
        ('[x](/y/ "A title") (and. so)', '<p><a href="/y/" title="A title">x</a> (and. so)</p>'),
        ("| a | b |\n|---|---|\n| 1 | 2 |", TABLE),
        ("{{< unknown >}}Kept{{< /unknown >}} {% other x %}", "<p>Kept</p>"),
    ],
)
def test_what_generators_drew_is_drawn(shown, text, expected):
    assert shown(text) == expected


def test_what_could_not_be_drawn_is_noted_once(laid):
    found = laid({"_posts/2019-01-02-a.md": "{% odd %} {% odd %}\n\n{{< odder >}}x{{< /odder >}}"})
    assert [note.partition(" was")[0] for note in found.notes("doubtful")] == ["A: “odd”", "A: “odder”"]


def test_a_title_said_twice_is_kept_once(shown):
    assert shown("# Shown\n\nText.") == "<p>Text.</p>"
    assert shown("# Another\n\nText.") == "<h2>Another</h2><p>Text.</p>"


# Broken files


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: a: b\n---\nx", "Line 2"),
        ("---\ntitle: x\ndate: 2019-02-31\n---\nx", "cannot be read"),
        ("---\n- a\n---\nx", "needs fields"),
        ("+++\ntitle = x\n+++\nx", "at line 2"),
        ('{"title": }\nx', "at line 1"),
        (b"---\ntitle: caf\xe9\n---\nx", "not UTF-8"),
        ("x" * (5 * 1024**2 + 1), "larger than 5 MB"),
        ("---\na: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b]\ntitle: [\n---\nx", "Line"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name_and_the_rest_goes_on(laid, text, said):
    found = laid({"2019-01-02-bad.md": text, "2019-01-02-good.md": "Text."})
    assert found.entry_only.title == "Good"
    (note,) = found.notes("refused")
    assert note.startswith("2019-01-02-bad.md: ")
    assert said in note


def test_odd_values_of_fields_do_no_harm(laid):
    front = (
        "title: 2019\ntags: {a: 1, b: 2}\ncategories: 5\nauthor: [null, {x: 1}, Mara]\nimage: [5]\ndate: soon\n"
        "redirect_from: {a: b}\npermalink: [1]\ncomments: null\nslug: 7\nstatus: 3\npublished: null\ncover: 5\n"
    )
    entry = laid({"2019-01-02-a.md": f"---\n{front}---\nText."}).entry_only
    assert (entry.title, entry.labels, entry.categories, entry.slug) == ("2019", ["a", "b"], ["5"], "7")
    assert entry.published_at.year == 2019


def test_our_own_files_are_left_to_our_own_reader(laid):
    with pytest.raises(Refused):
        laid({"a.md": "---\nkind: role\ntitle: Baker\n---\n\n## Why it matters\n"})


def test_names_that_lead_out_of_the_folder_find_nothing(laid, tmp_path):
    (tmp_path / "secret.png").write_bytes(b"secret")
    found = laid(
        {
            "2019-01-02-a.md": "![x](../secret.png) ![y](/../../secret.png) ![z](//e.example/a.png) ![w](http://[bad/a.png)"
        }
    )
    assert found.files == {}


@pytest.mark.parametrize(
    "text",
    [
        "{% a %}" * 10_000 + "{% enda %}" * 10_000,
        "{{< a >}}" * 10_000 + "{{< /b >}}" * 10_000,
        "{%" * 50_000,
        "{{ " * 50_000,
        "`" * 50_000 + "{% x %}",
        "{% raw %}" * 10_000,
        "{:" * 50_000,
        "> " * 20_000,
        "[" * 50_000,
    ],
)
def test_text_made_to_keep_us_busy_does_not(laid, text):
    begun = time.monotonic()
    laid({"2019-01-02-a.md": text})
    assert time.monotonic() - begun < 60  # it ends at all


def test_translations_stand_beside_each_other(laid):
    post = "+++\ntitle = 'A'\n+++\nx"
    files = {f"content/posts/a{part}.md": post for part in (".en", ".fr", ".pt-br")}
    assert {entry.path for entry in laid({"hugo.toml": "", **files}).entries} == {
        "/posts/a/",
        "/fr/posts/a/",
        "/pt-br/posts/a/",
    }


def test_pages_that_only_drew_lists_are_none(laid):
    drawn = '{% for post in site.posts %}\n<li><a href="{{ post.url }}">{{ post.title }}</a> on</li>\n{% endfor %}\n'
    found = laid({"_posts/2019-01-02-a.md": "Text.", "archive.md": f"---\nlayout: page\ntitle: Archive\n---\n{drawn}"})
    assert [entry.title for entry in found.entries] == ["A"]
    assert found.report.ignored == {"page without text": 1}


def test_a_text_about_templates_is_left_as_it_is_where_none_were_filled_in(laid):
    entry = laid({"hugo.toml": "", "content/posts/a.md": "Write {{ .Title }} there."}).entry_only
    assert clean_html(entry.html) == "<p>Write {{ .Title }} there.</p>"


def test_signs_that_no_database_keeps_are_left_out_of_fields(laid):
    found = laid({"2019-01-02-a.md": '---\ntitle: "A\\0b"\ntags: ["c\\0d"]\nauthor: "M\\0"\n---\nx'})
    assert (found.entry_only.title, found.entry_only.labels) == ("Ab", ["cd"])


def test_the_day_that_means_never_is_none(laid):
    entry = laid(
        {"hugo.toml": "", "content/posts/a.md": "+++\ntitle = 'A'\ndate = 0001-01-01T00:00:00Z\n+++\nx"}
    ).entry_only
    assert (entry.status, entry.published_at) == (Status.PUBLIC, None)
