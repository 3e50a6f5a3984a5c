"""What tests ask of a page: its tree, and whether a stranger's copy of it is everybody's."""

import re

from lxml import html


def tree(response):
    return html.fromstring(response.content.decode())


def words(response, path="//main"):
    """The text of a part of the page, white space folded."""
    return " ".join(" ".join(tree(response).xpath(f"string({path})").split()).split())


def paths(response, path="//main//a/@href"):
    return tree(response).xpath(path)


def assert_same_for_all(response):
    """No cookie, nothing that depends on one, no token, and nothing the content policy would refuse."""
    text = response.content.decode()
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert "csrfmiddlewaretoken" not in text
    page = html.fromstring(text)
    assert page.xpath("//@style") == []
    assert page.xpath("//style") == []
    assert [name for name in page.xpath("//@*/..") for name in name.attrib if re.match("on[a-z]+$", name)] == []
    inline = page.xpath("//script[not(@src)]/@type")
    assert set(inline) <= {"application/ld+json"}
    for address in page.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src | //use/@href"):
        assert re.match("/[^/]", address), address
