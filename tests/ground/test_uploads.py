import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "a.webp.html", "script.js", "noending", ".htaccess", "x.png/"]
)
def test_nothing_a_browser_would_run_gets_among_the_uploads(name):
    with pytest.raises(SuspiciousFileOperation):
        default_storage.save(name, ContentFile(b"<script>"))


def test_pictures_do():
    assert default_storage.save("pictures/a.WEBP", ContentFile(b"picture")).endswith(".WEBP")
