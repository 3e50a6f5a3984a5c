"""What a page showed of other sites, as links that say what they lead to: nothing here is fetched from elsewhere."""

import html
import re
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

VIDEO = re.compile(
    r"(^|\.)(youtube(-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|ted\.com|twitch\.tv|wistia\.\w+|"
    r"videopress\.com|loom\.com|tiktok\.com|bilibili\.com|nicovideo\.jp|rutube\.ru|rumble\.com|peertube\.\w+)$"
)
AUDIO = re.compile(r"(^|\.)(soundcloud\.com|spotify\.com|mixcloud\.com|bandcamp\.com|podcasts\.apple\.com|anchor\.fm)$")
VIDEO_FILE = re.compile(r"\.(mp4|m4v|webm|ogv|mov|avi|wmv|flv|mpe?g|3gp)$", re.IGNORECASE)
AUDIO_FILE = re.compile(r"\.(mp3|m4a|ogg|oga|opus|wav|flac|aac|wma)$", re.IGNORECASE)
YOUTUBE_ID = re.compile(r"(?:youtu\.be/|/embed/|/v/|/shorts/|/live/|[?&]v=)([\w-]{6,20})")
VIMEO_ID = re.compile(r"player\.vimeo\.com/video/(\d+)")
LONGEST_ADDRESS = 2000


def media_link(address, title="", kind=""):
    """A paragraph that links to it. `kind`: video, audio or file, where the address does not tell."""
    address = page_address(address)
    if not address:
        return ""
    return f'<p><a href="{html.escape(address)}">{html.escape(media_name(address, title, kind))}</a></p>\n'


def page_address(address):
    """The page of a video rather than its player; empty for what is no address of the web."""
    address = (address or "").strip()
    if address.startswith("//"):
        address = f"https:{address}"
    if not re.match(r"(https?://|/)", address, re.IGNORECASE) or len(address) > LONGEST_ADDRESS:
        return ""
    if "youtu" in address and (found := YOUTUBE_ID.search(address)):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := VIMEO_ID.search(address):
        return f"https://vimeo.com/{found[1]}"
    return address


def media_name(address, title="", kind=""):
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return title or address
    kind = kind or kind_of(host, parts.path)
    is_file = bool(VIDEO_FILE.search(parts.path) or AUDIO_FILE.search(parts.path) or kind == "file")
    file = unquote(parts.path.rpartition("/")[2], errors="replace") if is_file else ""
    name = " ".join(title.split()) or file or host.removeprefix("www.") or address
    if kind == "video":
        return _("Video: %(name)s") % {"name": name}
    if kind == "audio":
        return _("Audio: %(name)s") % {"name": name}
    if kind == "file":
        return _("File: %(name)s") % {"name": name}
    return title or address


def kind_of(host, path):
    if VIDEO.search(host) or VIDEO_FILE.search(path):
        return "video"
    if AUDIO.search(host) or AUDIO_FILE.search(path):
        return "audio"
    return ""
