"""Plain links with which a page is passed on. No script of theirs, no counter, no button that phones home."""

from urllib.parse import quote, urlencode

from blog.absolute import absolute


def share_links(post):
    address = absolute(post.get_absolute_url())
    return {
        "address": address,
        "mail": f"mailto:?{urlencode({'subject': post.title, 'body': address}, quote_via=quote)}",
        "mastodon": f"https://share.joinmastodon.org/#text={quote(f'{post.title} {address}', safe='')}",
        "linkedin": f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': address})}",
        "reddit": f"https://www.reddit.com/submit?{urlencode({'url': address, 'title': post.title})}",
    }
