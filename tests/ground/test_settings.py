import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks

from blog.checks import TAG, refuse_bad_settings
from careerguide import environment

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "x-sixty-four-random-characters-or-so-x-abcdefghijklmnopqrstuvwxyz0",
    "SITE_URL": "https://careers.example.org",
    "TRUSTED_PROXY_COUNT": "1",
    "DATABASE_URL": "postgres://careerguide@127.0.0.1/careerguide",
    "CACHE_URL": "redis://127.0.0.1:6379/1",
    "EMAIL_URL": "submission://user:pass%40word@mail.example.org",
}
FORMS = {
    "DATABASE_URL": environment.database,
    "CACHE_URL": environment.cache,
    "EMAIL_URL": environment.mail,
    "SITE_URL": environment.site_url,
    "TIME_ZONE": environment.time_zone,
    "TRUSTED_PROXY_COUNT": environment.count,
    "DEBUG": environment.switch,
    "STAFF_SECOND_FACTOR": environment.switch,
    "STORAGE_URL": environment.storage,
    "PURGE_URL": environment.purge,
    "SPAM_URL": environment.spam_service,
    "SHARED_CACHE_SECONDS": environment.count,
}
READ = """
import json, sys
from careerguide import settings
print(json.dumps({name: getattr(settings, name, None) for name in sys.argv[1:]}, default=str))
"""


def run(*command, **environment):
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True
    )


def read(*names, **environment):
    ran = run("-c", READ, *names, **environment)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_nothing_set_is_sqlite_and_files_under_var(tmp_path):
    state = tmp_path / "state"
    found = read("DATABASES", "EMAIL_FILE_PATH", "MEDIA_ROOT", "DEBUG", "STAFF_SECOND_FACTOR", VAR_DIR=str(state))
    assert found["DATABASES"]["default"]["NAME"] == str(state / "careerguide.sqlite3")
    assert found["EMAIL_FILE_PATH"] == str(state / "mail")
    assert found["MEDIA_ROOT"] == str(state / "media")
    assert found["DEBUG"] is found["STAFF_SECOND_FACTOR"] is False
    assert state.stat().st_mode & 0o077 == 0


def test_an_empty_variable_is_one_that_is_not_set():
    blank = dict.fromkeys(["DATABASE_URL", "CACHE_URL", "DEBUG", "SITE_URL", "TRUSTED_PROXY_COUNT", "TIME_ZONE"], "")
    found = read("SITE_URL", "DEBUG", "TIME_ZONE", **blank)
    assert found == {"SITE_URL": "http://127.0.0.1:8000", "DEBUG": False, "TIME_ZONE": "UTC"}


def test_production_moves_to_postgresql_redis_and_a_mail_server():
    found = read(
        "DATABASES", "CACHES", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_PASSWORD", **PRODUCTION
    )
    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert found["CACHES"]["default"]["LOCATION"] == "redis://127.0.0.1:6379/1"
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", 587)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_HOST_PASSWORD"]) == (True, "pass@word")


def test_smtps_speaks_tls_from_the_first_byte():
    found = environment.mail("smtps://user:word@mail.example.org")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (465, False, True)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("s3://pictures?region=eu-central-1", "pictures.s3.eu-central-1.amazonaws.com"),
        ("s3://pictures?endpoint=https://store.example:9000/", "store.example:9000/pictures"),
        ("s3://pictures?region=a&domain=cdn.example", "cdn.example"),
    ],
)
def test_a_bucket_says_where_readers_fetch_from(monkeypatch, url, domain):
    monkeypatch.setattr(environment, "find_spec", lambda name: True)
    assert environment.storage(url)["OPTIONS"]["custom_domain"] == domain


@pytest.mark.parametrize(
    ("url", "manner", "place", "token"),
    [
        ("http://127.0.0.1:6081", "purge", "http://127.0.0.1:6081/", ""),
        ("https://s%40cret@cache.example/purge", "purge", "https://cache.example/purge", "s@cret"),
        ("fastly://t@aB3x", "fastly", "https://api.fastly.com/service/aB3x/purge", "t"),
        ("cloudflare://t@0f", "cloudflare", "https://api.cloudflare.com/client/v4/zones/0f/purge_cache", "t"),
    ],
)
def test_a_purge_address_says_who_is_told_and_how(url, manner, place, token):
    assert environment.purge(url) == {"manner": manner, "url": place, "token": token}


@pytest.mark.parametrize(
    ("url", "place", "key"),
    [
        ("akismet://12ab", "https://rest.akismet.com/1.1/", "12ab"),
        ("http://k%40y@127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/", "k@y"),
        ("https://key@spam.example.org", "https://spam.example.org/", "key"),
    ],
)
def test_a_spam_service_is_named_with_its_key(url, place, key):
    assert environment.spam_service(url) == {"url": place, "key": key}


def test_a_bucket_without_its_package_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(environment.Unreadable, match="requirements-s3.txt"):
        environment.storage("s3://pictures")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[
            ("DATABASE_URL", value)
            for value in ("foo", "mysql://a/b", "postgres://u:p@h:99x/n", "postgres://h", "sqlite")
        ],
        *[
            ("SPAM_URL", value)
            for value in ("foo", "akismet://", "https://no-key.org", "https://k@h:0", "https://k@[x")
        ],
        *[("CACHE_URL", value) for value in ("foo", "http://x", "redis://h:x/2")],
        *[("EMAIL_URL", value) for value in ("foo", "http://x", "smtp://h:xx", "smtp://", "submission://[x")],
        *[("SITE_URL", value) for value in ("foo", "example.org", "https://", "https://a.org/blog", "https://a:99x")],
        *[("SITE_URL", value) for value in ("ftp://a.org", "https://[x", "https://u:p@a.org", "https://a.org?x=1")],
        *[("TIME_ZONE", value) for value in ("Mars", "CEST+1", "../etc/passwd")],
        *[("TRUSTED_PROXY_COUNT", value) for value in ("-1", "one", "1.5")],
        *[("DEBUG", "perhaps"), ("STAFF_SECOND_FACTOR", "2")],
        *[("STORAGE_URL", value) for value in ("bucket", "s3://", "gs://x", "s3://b?regoin=x")],
        *[
            ("PURGE_URL", value)
            for value in ("foo", "http://", "http://h:99x/", "fastly://SERVICE", "cloudflare://t@a/b?")
        ],
        *[("PURGE_URL", value) for value in ("varnish://t@h", "cloudflare://t@a b", "http://[x")],
        *[("SHARED_CACHE_SECONDS", value) for value in ("-1", "1h")],
    ],
)
def test_a_value_that_cannot_be_read_is_named_in_one_line(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    env = environment.Environment()
    assert env.read(name, FORMS[name]) is None
    with pytest.raises(SystemExit) as refusal:
        env.refuse_unreadable()
    assert len(str(refusal.value).splitlines()) == 2
    assert f"  {name}: " in str(refusal.value)


def test_all_that_cannot_be_read_is_said_at_once_and_no_secret_with_it():
    ran = run("manage.py", "check", DATABASE_URL="mysql://user:hunter2@h/n", TIME_ZONE="Mars", SITE_URL="x")
    assert len(ran.stderr.strip().splitlines()) == 4
    assert "hunter2" not in ran.stderr


def test_the_deployment_check_is_clean_with_the_production_environment():
    ran = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert ran.returncode == 0, ran.stderr


def test_production_does_not_start_without_its_secret(tmp_path):
    environment = {**PRODUCTION, "SECRET_KEY": "", "VAR_DIR": str(tmp_path)}
    for command in (["manage.py", "check"], ["-c", "import careerguide.wsgi"]):
        ran = run(*command, **environment)
        assert ran.returncode == 1
        assert "SECRET_KEY is not set" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_the_key_that_serve_keeps_is_used(tmp_path):
    (tmp_path / "secret-key").write_text("kept\n")
    assert read("SECRET_KEY", VAR_DIR=str(tmp_path)) == {"SECRET_KEY": "kept"}


@pytest.mark.parametrize("command", ["check", "migrate", "serve", "followups"])
def test_where_nothing_can_be_written_every_command_says_so_in_a_sentence(command, tmp_path):
    (tmp_path / "file").touch()
    ran = run("manage.py", command, VAR_DIR=str(tmp_path / "file" / "var"))
    assert ran.returncode == 1
    assert f"VAR_DIR: nothing can be written to {tmp_path / 'file'}; give it to the user" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_folder_only_to_be_read_is_one_where_nothing_can_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(environment.os, "access", lambda path, mode: mode == os.F_OK)
    with pytest.raises(environment.Unreadable, match=str(tmp_path)):
        environment.writable(str(tmp_path))


def test_a_kept_key_that_cannot_be_read_is_told_in_a_sentence(tmp_path):
    (tmp_path / "secret-key").mkdir()
    ran = run("manage.py", "check", VAR_DIR=str(tmp_path))
    assert ran.returncode == 1
    assert f"SECRET_KEY: {tmp_path / 'secret-key'} cannot be read" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_without_a_key_each_process_has_its_own(tmp_path):
    keys = [read("SECRET_KEY", VAR_DIR=str(tmp_path))["SECRET_KEY"] for _time in range(2)]
    assert keys[0] != keys[1]


def test_hosts_follow_from_the_site_address():
    assert "careers.example.org" in read("ALLOWED_HOSTS", **PRODUCTION)["ALLOWED_HOSTS"]


def test_cookies_are_secure_behind_https_alone():
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert set(read(*names, **PRODUCTION).values()) == {True}
    assert set(read(*names).values()) == {False}


def found(settings, **values):
    for name, value in values.items():
        setattr(settings, name, value)
    return {message.id for message in run_checks(tags=[TAG])}


def test_hosts_that_leave_out_the_site_are_an_error(settings):
    ids = found(settings, SITE_URL="https://a.example", ALLOWED_HOSTS=["b.example"], TRUSTED_PROXY_COUNT=1)
    assert "careerguide.E002" in ids
    with pytest.raises(SystemExit, match="every visitor would be refused"):
        refuse_bad_settings()


def test_a_missing_database_folder_is_an_error(tmp_path):
    ran = run("manage.py", "check", DATABASE_URL=f"sqlite:///{tmp_path}/none/db.sqlite3")
    assert ran.returncode == 1
    assert f"there is no folder {tmp_path}/none" in ran.stderr


def test_plain_http_and_forgotten_proxies_are_warned_of(settings):
    assert "careerguide.W001" in found(settings, SITE_URL="http://a.example", IS_HTTPS=False)
    assert "careerguide.W002" in found(settings, SITE_URL="https://a.example", IS_HTTPS=True, TRUSTED_PROXY_COUNT=0)


def test_pages_that_stay_old_elsewhere_are_warned_of(settings):
    assert "careerguide.W004" in found(settings, SHARED_CACHE_SECONDS=3600)
    assert not found(settings, SHARED_CACHE_SECONDS=2)
    purge = environment.purge("http://127.0.0.1:6081/")
    assert not found(settings, SHARED_CACHE_SECONDS=3600, PURGE=purge)
    assert "careerguide.W003" in found(settings, SHARED_CACHE_SECONDS=0, PURGE=purge)


def test_a_site_for_this_machine_alone_has_nothing_to_explain(settings):
    assert not found(settings, SITE_URL="http://[::1]:8000", ALLOWED_HOSTS=["[::1]"])
