"""What the server runs."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careerguide.settings")

application = get_wsgi_application()

from blog.actions.counting import keep_writing_counts  # noqa: E402  (Django has to be set up)
from blog.actions.standstill import keep_watching_followups  # noqa: E402
from blog.caching import KeptPages  # noqa: E402
from blog.caching.stored import Stored  # noqa: E402
from blog.checks import refuse_bad_settings  # noqa: E402
from blog.reading.legacy import OLD_KEYS  # noqa: E402

refuse_bad_settings()
keep_writing_counts()
keep_watching_followups()

if not settings.DEBUG:  # who changes a template wants to see it
    # `tag` is a filter of the directory too: pages know it, and a redirect is kept nowhere.
    stored = Stored(settings.PAGES_FOLDER)
    application = KeptPages(application, passed_on=OLD_KEYS - {"tag"}, stored=stored)

# What is there now lives as long as the process. The collector need not walk through it again and again, which took
# more than a tenth of every page that was drawn.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
