"""What the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")

application = get_wsgi_application()

from blog.checks import refuse_bad_settings  # noqa: E402  (Django has to be set up)

refuse_bad_settings()
