"""The public addresses: kept for twenty years. Each wing names its own."""

from .commenting.urls import urlpatterns as commenting
from .reading.urls import urlpatterns as reading

app_name = "blog"

urlpatterns = [*commenting, *reading]
