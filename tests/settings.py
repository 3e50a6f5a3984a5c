"""The site's settings for tests: fast passwords, mail kept in memory, no collected files. Only the database and the
cache come from the environment, so that the suite runs on either."""

import os

for name in set(os.environ) & {
    *(
        "SECRET_KEY",
        "SECRET_KEY_FALLBACKS",
        "DEBUG",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "TIME_ZONE",
        "LANGUAGE_CODE",
        "EMAIL_URL",
        "STORAGE_URL",
    ),
    *("MEDIA_ROOT", "TRUSTED_PROXY_COUNT", "STAFF_SECOND_FACTOR", "SOCIAL_LOGIN", "DEFAULT_FROM_EMAIL"),
    *("SHARED_CACHE_SECONDS", "PURGE_URL", "SPAM_URL"),
}:
    del os.environ[name]

from careerguide.settings import *  # noqa: E402, F403
from careerguide.settings import STORAGES  # noqa: E402

SECRET_KEY, HAS_SECRET_KEY = "only-for-tests", True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
