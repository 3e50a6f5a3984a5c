"""
A blog that has moved in by the command, as its readers find it: every address it ever had leads in one step to the page
that took its place, links between its posts too, and its pictures are here.
"""

from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import call_command
from lxml import html

from blog.models import Arrival, MissingPath, Picture, Post
from tests.pictures.files import saved, scene

from .exports import blogger, blogs, ghost, wordpress

pytestmark = pytest.mark.django_db(transaction=False)

JPEG, OTHER = saved(scene(80, 60), "JPEG"), saved(scene(90, 60), "JPEG")
PICTURES = "https://1.bp.blogspot.com/-abc/XyZ/AAAA/BBBB"


def move(path, **options):
    call_command("import_blog", str(path), verbosity=0, **options)


def place(client, old):
    """Where an old address leads, after it was made sure that this is one step to a page that is there."""
    answer = client.get(old)
    assert answer.status_code == 301, old
    assert client.get(answer["Location"]).status_code == 200, (old, answer["Location"])
    return unquote(answer["Location"])


def assert_links_lead_on(client, post):
    """Nothing in a text is a link to a redirect or to nowhere of this site."""
    for name in Post.RICH_FIELDS:
        text = getattr(post, name)
        for href in html.fromstring(f"<div>{text}</div>").xpath("//a/@href"):
            if href.startswith("/"):
                assert client.get(href).status_code == 200, href


@pytest.fixture
def blogger_blog(tmp_path):
    first = blogger.Post(
        501,
        "First things",
        f'<p>Look: <a href="{PICTURES}/s1600/Two+words.jpg"><img src="{PICTURES}/s320/Two+words.jpg" /></a></p>'
        '<p><a href="http://the-trades.blogspot.com/2012/02/second.html#c99">The second</a>, '
        '<a href="https://the-trades.blogspot.co.uk/search/label/Bread%20and%20Salt">bread</a>, '
        '<a href="http://the-trades.blogspot.com/2012/02/">February</a>, '
        '<a href="http://the-trades.blogspot.com/2012/02/nobody.html">nobody</a></p>',
        published="2012-01-03T10:00:00Z",
        path="/2012/01/first.html",
        labels=["Bread and Salt", "数据"],
    )
    second = blogger.Post(
        502, "Second things", "<p>More.</p>", published="2012-02-03T10:00:00Z", path="/2012/02/second.html"
    )
    comment = blogger.Comment(901, post=501, html="Well.")
    blog = blogger.Blog(posts=[first, second], comments=[comment], title="The Trades", host="the-trades.blogspot.com")
    return blogger.write_takeout(tmp_path / "takeout.zip", blog, pictures={"Two words.jpg": JPEG})


def test_a_blog_of_bloggers_is_found_at_its_old_addresses(client, blogger_blog):
    move(blogger_blog, host="the-trades.blogspot.com")
    first = Post.objects.get(title="First things")
    number = Arrival.objects.get(post=first).reference.rpartition(":")[2]
    for old in (
        "/2012/01/first.html",
        "/2012/01/first.html?m=1",
        "/2012/01/first.html?showComment=1326000000000",
        "/2012/01/first.html?m=0&spref=tw",
    ):
        assert place(client, old) == first.get_absolute_url()
    assert place(client, f"/feeds/{number}/comments/default") == f"{first.get_absolute_url()}comments/feed/"
    assert place(client, "/search/label/Bread%20and%20Salt") == "/tags/bread-and-salt/"
    assert place(client, "/search/label/%E6%95%B0%E6%8D%AE?max-results=20") == "/tags/数据/"
    assert place(client, "/feeds/posts/default/-/Bread%20and%20Salt?alt=rss") == "/tags/bread-and-salt/feed/"
    assert place(client, "/2012/01/") == "/archive/2012/01/"
    assert place(client, "/feeds/posts/default?alt=rss") == "/feed/rss/"
    assert_links_lead_on(client, first)
    assert 'href="/essays/second/#comments"' in first.body
    assert 'href="/tags/bread-and-salt/"' in first.body
    assert 'href="/archive/2012/02/"' in first.body
    assert 'href="http://the-trades.blogspot.com/2012/02/nobody.html"' in first.body
    picture = Picture.objects.get()
    assert f'src="{picture.file.url}"' in first.body
    assert "blogspot.com/-abc" not in first.body


def test_a_blog_of_wordpress_is_found_at_its_old_addresses(client, tmp_path):
    url = "https://blog.example/wp-content/uploads/2019/03/oven.jpg"
    text = (
        f'<a href="{url}"><img class="wp-image-9" src="https://i0.wp.com/blog.example/wp-content/uploads/2019/03/'
        'oven-300x200.jpg?resize=300%2C200&amp;ssl=1" alt="An oven" /></a>'
        '\n\nSee <a href="https://blog.example/?p=2">the other</a> and <a href="/category/food/">food</a>.'
    )
    labels = wordpress.label("category", "food", "Food") + wordpress.label("post_tag", "salt", "Salt")
    items = [
        wordpress.item(1, "Bread", text, slug="bread", inner=labels),
        wordpress.item(2, "Brot für alle", "Text.", slug="brot-f%C3%BCr-alle"),
        wordpress.item(3, "About", "Us.", kind="page", slug="about", link="https://blog.example/about/"),
        wordpress.item(4, "Draft", "Not yet.", status="draft", slug="draft", link="https://blog.example/?p=4"),
        wordpress.attachment(9, url, alt="The oven"),
    ]
    mara, food = wordpress.author(1, "mara", "Mara"), wordpress.category(5, "food", "Food")
    salt = wordpress.tag(6, "salt", "Salt")
    folder = tmp_path / "export"
    (folder / "wp-content/uploads/2019/03").mkdir(parents=True)
    (folder / "wp-content/uploads/2019/03/oven.jpg").write_bytes(OTHER)
    (folder / "blog.xml").write_text(wordpress.wxr(items, before=mara + food + salt), "utf-8")
    move(folder)
    bread = Post.objects.get(title="Bread")
    page = bread.get_absolute_url()
    for old in ("/?p=1", "/index.php?p=1", "/2019/03/04/bread/", "/2019/03/04/bread", "/2019/03/04/bread/amp/"):
        assert place(client, old) == page
    assert place(client, "/2019/03/04/bread/feed/") == f"{page}comments/feed/"
    other = Post.objects.get(title="Brot für alle").get_absolute_url()
    for old in ("/?p=2", "/2019/03/04/brot-f%C3%BCr-alle/", "/2019/03/04/brot-f%c3%bcr-alle/"):
        assert place(client, old) == unquote(other)
    assert place(client, "/about/") == "/pages/about/"
    assert place(client, "/?page_id=3") == "/pages/about/"
    assert place(client, "/category/food/") == "/tags/food/"
    assert place(client, "/category/food/feed/") == "/tags/food/feed/"
    assert place(client, "/tag/salt/") == "/tags/salt/"
    assert place(client, "/author/mara/") == "/authors/mara/"
    assert place(client, "/2019/03/") == "/archive/2019/03/"
    assert client.get("/?p=4").status_code == 200  # the front page: it says nothing of a draft
    assert "/essays/draft/" not in client.get("/?p=4").content.decode()
    picture = Picture.objects.get()
    for old in (
        "/wp-content/uploads/2019/03/oven.jpg",
        "/wp-content/uploads/2019/03/oven-150x150.jpg",
        "/?attachment_id=9",
    ):
        assert client.get(old)["Location"] == picture.file.url
    assert f'src="{picture.file.url}" alt="An oven"' in bread.body
    assert f'href="{other}"' in bread.body
    assert_links_lead_on(client, bread)


def test_a_blog_of_ghosts_is_found_at_its_old_addresses(client, tmp_path):
    loaf = "__GHOST_URL__/content/images/2021/03/loaf.jpg"
    text = (
        '<p><img src="__GHOST_URL__/content/images/size/w600/2021/03/loaf.jpg" alt="A loaf"></p>'
        '<p><a href="__GHOST_URL__/second/">Second</a></p>'
    )
    said = ghost.export(
        [
            ghost.post(1, "Baker", slug="baker", html=text, feature_image=loaf),
            ghost.post(2, "Second", slug="second"),
            ghost.post(3, "Members", slug="members", visibility="members"),
        ],
        tags=[ghost.tag(1, "Food")],
        posts_tags=[ghost.tie("tag", 1, "t1")],
        users=[ghost.user(1, "Mara", "mara")],
        posts_authors=[ghost.tie("author", 1, 1)],
    )
    move(ghost.write(tmp_path / "ghost.zip", said, **{"content/images/2021/03/loaf.jpg": JPEG}))
    baker = Post.objects.get(title="Baker")
    page = baker.get_absolute_url()
    assert place(client, "/baker/") == page
    assert place(client, "/baker/amp/") == page
    assert place(client, "/tag/food/") == "/tags/food/"
    assert place(client, "/tag/food/rss/") == "/tags/food/feed/"
    assert place(client, "/author/mara/") == "/authors/mara/"
    assert place(client, "/rss/") == "/feed/rss/"
    assert client.get("/members/").status_code == 404
    picture = Picture.objects.get()
    assert baker.cover == picture
    assert f'src="{picture.file.url}"' in baker.body
    assert client.get("/content/images/size/w1000/2021/03/loaf.jpg")["Location"] == picture.file.url
    assert 'href="/essays/second/"' in baker.body
    assert_links_lead_on(client, baker)


@pytest.mark.parametrize("form", ["old", "takeout"])
def test_every_path_of_essays_in_five_languages_leads_on(client, tmp_path, form):
    blog = blogs.many_tongues()
    if form == "old":
        path = tmp_path / "blog.xml"
        path.write_text(blogger.old_form(blog), "utf-8")
    else:
        path = blogger.write_takeout(tmp_path / "takeout.zip", blog)
    move(path)
    for post in blog.posts:
        title = Post.objects.get(arrival__reference__endswith=f":{post.number}").get_absolute_url()
        assert place(client, post.path) == unquote(title)
        for label in post.labels:
            assert urlsplit(place(client, f"/search/label/{label}")).path.startswith("/tags/")
    assert not MissingPath.objects.exists()
