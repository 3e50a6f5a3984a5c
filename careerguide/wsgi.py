"""What the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")

django_application = get_wsgi_application()

from blog.caching import KeptPages  # noqa: E402  (Django has to be set up)
from blog.checks import refuse_bad_settings  # noqa: E402

refuse_bad_settings()
application = KeptPages(django_application)
