"""The public addresses: kept for twenty years. Each wing names its own."""

from django.urls import register_converter

from .models.ideas import WishConverter
from .models.slugs import UnicodeSlugConverter

# Before the wings are loaded: their paths use it.
register_converter(UnicodeSlugConverter, "uslug")
register_converter(WishConverter, "wish")

from .belonging.urls import urlpatterns as belonging  # noqa: E402
from .commenting.urls import urlpatterns as commenting  # noqa: E402
from .contributing.urls import urlpatterns as contributing  # noqa: E402
from .reading.list_urls import urlpatterns as lists  # noqa: E402
from .reading.machine_urls import urlpatterns as machines  # noqa: E402
from .reading.urls import urlpatterns as reading  # noqa: E402
from .wishing.urls import urlpatterns as wishing  # noqa: E402

app_name = "blog"

# Machines first: `/comments/feed/` is no comment's code.
urlpatterns = [*machines, *commenting, *belonging, *contributing, *wishing, *lists, *reading]
