"""The last resort: posts out of any feed."""

import datetime

import pytest

from blog.moving.entries import Status

from .exports.laying import lay

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>Early bread</title><link>https://bread.example/</link><description>From three</description>
<language>cy</language><ttl>60</ttl>
<item><title>Salt &amp;amp; water</title><link>https://bread.example/2021/09/salt/</link>
<pubDate>Mon, 06 Sep 2021 16:45:00 +0200</pubDate><dc:creator><![CDATA[Ann Other]]></dc:creator>
<category><![CDATA[salt, water]]></category><category>salt</category>
<guid isPermaLink="false">https://bread.example/?p=7</guid><description>Short.</description>
<content:encoded><![CDATA[<p>Whole.</p><iframe src="https://www.youtube.com/embed/aBcDeFgHiJk"></iframe>]]></content:encoded>
<itunes:duration>1:00</itunes:duration></item>
<item><description>&lt;p&gt;Untitled words.&lt;/p&gt;</description><guid>https://bread.example/?p=8</guid>
<author>ann@mail.example (Ann Other)</author></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://bread.example/"><title>Early bread</title>
<link>https://bread.example/</link></channel><item rdf:about="https://bread.example/old/1"><title>Rye</title>
<link>https://bread.example/old/1</link><dc:date>2004-02-29T10:00:00Z</dc:date><dc:subject>rye</dc:subject>
<description>Rye.</description></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Early bread</title><link href="https://bread.example/"/>
<link rel="self" href="https://feeds.example/x"/><entry>
<title type="html">Oats &amp;amp; &lt;b&gt;milk&lt;/b&gt;</title>
<id>urn:oats</id><link href="https://bread.example/oats"/><published>2020-01-01T00:00:00Z</published>
<updated>2020-02-01T00:00:00Z</updated><author><name>Ann Other</name><email>ann@mail.example</email></author>
<category term="oats" label="Oats, rolled"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Oats.</p></div>
</content></entry></feed>"""


@pytest.fixture
def feed(tmp_path):
    def write(text):
        (tmp_path / "feed.xml").write_text(text, "utf-8")
        return lay(tmp_path / "feed.xml")

    return write


def test_a_feed_gives_posts_alone_and_says_so(feed):
    laid = feed(RSS)
    assert laid.format == "feed"
    assert len(laid.entries) == 2
    assert laid.comments == {}
    assert "has posts alone" in laid.notes("doubtful")[0]


def test_rss_is_read_whole(feed):
    laid = feed(RSS)
    entry = laid.entry("Salt & water")
    assert entry.html.startswith("<p>Whole.</p><p><a href")
    assert (entry.path, entry.guid, entry.labels) == (
        "/2021/09/salt/",
        "https://bread.example/?p=7",
        ["salt, water", "salt"],
    )
    assert entry.published_at == datetime.datetime(2021, 9, 6, 14, 45, tzinfo=datetime.UTC)
    assert [writer.name for writer in laid.writers] == ["Ann Other"]
    assert (laid.blog.title, laid.blog.description, laid.blog.language) == ("Early bread", "From three", "cy")
    assert laid.blog.hosts == ["bread.example"]
    assert laid.report.ignored == {"ttl": 1, "duration": 1}


def test_a_post_without_title_link_or_date_comes_in_too(feed):
    laid = feed(RSS)
    entry = laid.entry("Untitled words.")
    assert (entry.path, entry.published_at, entry.html) == ("/?p=8", None, "<p>Untitled words.</p>")
    assert entry.writers == laid.entry("Salt & water").writers
    assert "has no date" in laid.notes("doubtful")[-1]


def test_the_older_rss_is_read(feed):
    entry = feed(RDF).entry_only
    assert (entry.title, entry.path, entry.labels, entry.guid) == (
        "Rye",
        "/old/1",
        ["rye"],
        "https://bread.example/old/1",
    )
    assert entry.published_at == datetime.datetime(2004, 2, 29, 10, tzinfo=datetime.UTC)


def test_atom_is_read(feed):
    laid = feed(ATOM)
    entry = laid.entry_only
    assert (entry.title, entry.path, entry.guid, entry.labels) == ("Oats & milk", "/oats", "urn:oats", ["Oats, rolled"])
    assert "<p>Oats.</p>" in entry.html
    assert entry.updated_at == datetime.datetime(2020, 2, 1, tzinfo=datetime.UTC)
    assert laid.blog.hosts == ["bread.example"]


def test_nobodys_address_comes_with_a_feed(feed):
    assert all("@" not in f"{writer}" for text in (RSS, ATOM) for writer in feed(text).writers)


def test_what_a_feed_promises_for_later_is_scheduled(feed):
    assert feed(ATOM.replace("2020-01", "2999-01")).entry_only.status == Status.SCHEDULED


def test_the_same_feed_names_the_same_posts(feed):
    assert [entry.reference for entry in feed(RSS).entries] == [entry.reference for entry in feed(RSS).entries]


def test_a_feed_of_blogger_names_posts_as_its_exports_do(feed):
    text = RSS.replace("https://bread.example/?p=7", "tag:blogger.com,1999:blog-4711.post-12")
    assert feed(text).entry("Salt & water").reference == "blogger:4711:12"
