"""XML written piece by piece, as large as it may become."""

import html
import re

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text):
    return html.escape(FORBIDDEN.sub("", str(text)))


def cdata(text):
    """As it is; what would end it early is cut in two."""
    return f"<![CDATA[{FORBIDDEN.sub('', str(text)).replace(']]>', ']]]]><![CDATA[>')}]]>"


def element(name, text="", *, is_html=False, **attributes):
    """`is_html`: put it into CDATA, as those who read it expect."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{cdata(text) if is_html else escape(text)}</{name}>"


def empty(name, **attributes):
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}/>"
