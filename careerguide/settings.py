"""
Every setting, from the environment. With none set the site runs on SQLite, keeps its state under var/ and needs no
other service. docs/settings.md tells what each is for.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent

env = environment.Environment()
VAR_DIR = env.read("VAR_DIR", environment.folder, str(BASE_DIR / "var"))
DEBUG = env.read("DEBUG", environment.switch, "off")
# bin/serve makes a key and keeps it in a file, for the commands beside it. Without either each process has its own,
# which will do for trying things out; a check stops a site that others can reach.
SECRET_KEY = env.read("SECRET_KEY", environment.kept_in(VAR_DIR / "secret-key"))
SECRET_KEY_FALLBACKS = env.read("SECRET_KEY_FALLBACKS", environment.names)
SITE_URL = env.read("SITE_URL", environment.site_url, "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.read("ALLOWED_HOSTS", environment.names)
TRUSTED_PROXY_COUNT = env.read("TRUSTED_PROXY_COUNT", environment.count, "0")
STAFF_SECOND_FACTOR = env.read("STAFF_SECOND_FACTOR", environment.switch, "off")
SOCIAL_LOGIN = env.read("SOCIAL_LOGIN", environment.social_login) or []
SOCIAL_APPS = {
    name: {
        "client_id": env.read(f"{name.upper()}_CLIENT_ID", environment.needed_by(f"SOCIAL_LOGIN={name}")),
        "secret": env.read(f"{name.upper()}_CLIENT_SECRET", environment.needed_by(f"SOCIAL_LOGIN={name}")),
    }
    for name in SOCIAL_LOGIN
}
LANGUAGE_CODE = env.read("LANGUAGE_CODE", environment.text, "en-gb")
TIME_ZONE = env.read("TIME_ZONE", environment.time_zone, "UTC")
DATABASE = env.read("DATABASE_URL", environment.database, f"sqlite:///{VAR_DIR}/careerguide.sqlite3")
CACHE = env.read("CACHE_URL", environment.cache, "locmem://?max_entries=20000")
MAIL = env.read("EMAIL_URL", environment.unless_empty(environment.mail))
DEFAULT_FROM_EMAIL = env.read("DEFAULT_FROM_EMAIL", environment.text, "Careerguide <careerguide@localhost>")
STORAGE = env.read("STORAGE_URL", environment.unless_empty(environment.storage))
MEDIA_ROOT = env.read("MEDIA_ROOT", environment.folder, str(VAR_DIR / "media"))
SHARED_CACHE_SECONDS = env.read("SHARED_CACHE_SECONDS", environment.count, "0")
PURGE = env.read("PURGE_URL", environment.unless_empty(environment.purge))
SPAM_SERVICE = env.read("SPAM_URL", environment.unless_empty(environment.spam_service))
# Read for the paths above already: this only tells, with all else that is wrong, that nothing can be written there.
env.read("VAR_DIR", environment.writable, str(VAR_DIR))
env.refuse_unreadable()

IS_HTTPS = SITE_URL.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = ALLOWED_HOSTS or [*LOOPBACK, urlsplit(SITE_URL).hostname]
HAS_SECRET_KEY = bool(SECRET_KEY)
SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)

INSTALLED_APPS = [
    "accounts",
    "blog.publishing.apps.DeskConfig",  # django.contrib.admin, on a site of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{name}" for name in SOCIAL_LOGIN),
    "allauth.usersessions",
    "csp",
    "django_comments",
    "django_comments_xtd",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "taggit",
    # After the comment library, so that ready() can disconnect its receiver.
    "blog",
]
SITE_ID = 1

MIDDLEWARE = [
    "blog.reading.counting.beacons_first",
    "blog.reading.language.in_the_sites_language",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "blog.reading.questions.old_questions",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SignedInCookieMiddleware",
]
ROOT_URLCONF = "careerguide.urls"
WSGI_APPLICATION = "careerguide.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "blog.reading.site.site",
            ],
        },
    },
]

FORM_RENDERER = "careerguide.form_fields.FormFields"

# Data

DATABASES = {"default": {**DATABASE, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    if Path(DATABASE["NAME"]).parent == VAR_DIR:
        VAR_DIR.mkdir(mode=0o700, exist_ok=True)
    # Each thread of each process has a connection, and with it a cache of its own; the system keeps the file for all.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4000;",
    }
CACHES = {"default": CACHE}
# Machines that share a Redis tell each other there what has changed; the processes of one, in a file.
CACHE_URL = CACHE["LOCATION"] if "redis" in CACHE["BACKEND"].lower() else ""
PAGE_VERSIONS, PAGES_FOLDER = VAR_DIR / "page-versions", VAR_DIR / "pages"
READERS_TODAY = VAR_DIR / "readers-today"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    *("jpg", "jpeg", "png", "gif", "webp", "avif", "zip", "gz", "br", "woff2"),
    "map",
]
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = f"https://{STORAGE['OPTIONS']['custom_domain']}/" if STORAGE else "/media/"
STORAGES = {
    "default": STORAGE or {"BACKEND": "blog.uploads.PictureStorage"},
    "staticfiles": {"BACKEND": "careerguide.statics.StaticFiles"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Language and time. The language of the interface is the site's, not the visitor's: pages are the same for everyone.

USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
# No USE_THOUSAND_SEPARATOR: it would part years, days and keys too. Numbers that can be large go through `intcomma`.
FORMAT_MODULE_PATH = "careerguide.formats"

# Mail: as files under var/ while no server is set.

vars().update(
    MAIL
    or {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": VAR_DIR / "mail",
    }
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/accounts/email/"  # where it is said that it is done
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "blog.letters.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "accounts.entering.AddressForm",
    "request_login_code": "accounts.entering.CodeForm",
    "reset_password": "accounts.entering.ForgottenForm",
}
ACCOUNT_MAX_EMAIL_ADDRESSES = 10
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: letters are queued, and some mailboxes make senders wait
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# The library's own leave room for hundreds of letters an hour to one address, and thousands by one visitor. The others
# are what costs the server work.
ACCOUNT_RATE_LIMITS = {
    "signup": "20/m/ip,100/h/ip",
    "reset_password": "20/m/ip,100/h/ip,5/m/key,10/h/key",
    "request_login_code": "20/m/ip,100/h/ip,3/m/key,15/h/key",
    "manage_email": "10/m/user,60/h/user",
    "save_profile": "30/h/user",
    "take_data": "20/h/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a code of half a minute ago, for telephones that are late
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS  # browsers do so for localhost alone
# Nobody is signed in whose main address is not confirmed, so a second one may wait for its confirmation.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {
    name: {"APPS": [{**app, "key": ""}], "OAUTH_PKCE_ENABLED": True} for name, app in SOCIAL_APPS.items()
}

# Comments: the library's store and registry under our own model, form and views.

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "blog.models.Comment"
COMMENTS_XTD_MAX_THREAD_LEVEL = 3
COMMENTS_XTD_CONFIRM_EMAIL = True
COMMENTS_XTD_THREADED_EMAILS = False
COMMENTS_TIMEOUT = 86400  # opened in the morning, the form can be sent at night

TAGGIT_CASE_INSENSITIVE = True

# Safety

PICTURES_FROM = [f"https://{urlsplit(MEDIA_URL).netloc}"] if STORAGE else []
CONTENT_SECURITY_POLICY = {
    # Reader pages are stored whole and sent to everyone, so nothing on them may need a nonce.
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *PICTURES_FROM],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A form that redirects counts as sent there.
        "form-action": [SELF, *(environment.SOCIAL_SITES[name] for name in SOCIAL_LOGIN)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
# The admin's rich text editor loads its modules by an import map, which wants a nonce, and colours tables by style.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "script-src": [SELF, NONCE],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:", *PICTURES_FROM],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # whoever asks these stands inside, and asks by http
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
CSRF_TRUSTED_ORIGINS = [SITE_URL]
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a role with every row filled has some hundreds of fields

SILENCED_SYSTEM_CHECKS = [
    "auth.W004",  # the address is unique whatever its case, by a constraint that the check does not see through
    # This site speaks for its own host: what stands on the subdomains of it, and whether browsers are to know it
    # before the first visit, its owner says in the proxy.
    "security.W005",
    "security.W021",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "null": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Robots ask for pages that never were, under names that are not ours: nothing for the owner to do.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["null"], "propagate": False},
    },
}
