"""Signing in by another site: a setting, read when the site starts."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import re
import django
from django.conf import settings

settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
django.setup()
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

call_command("migrate", "socialaccount", verbosity=0)
offered = render_to_string("socialaccount/_providers.html", {"process": "login"}, RequestFactory().get("/"))
answer = Client(headers={"host": "localhost"}).post("/accounts/github/login/")
print("offered", sorted(re.findall(r"Go on with (\\w+)", offered)))
print("policy", answer["Content-Security-Policy"])
print("leads to", answer.url)
"""


def run_with(tmp_path, *command, **environment):
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    clean |= {"DJANGO_SETTINGS_MODULE": "careerguide.settings", "VAR_DIR": str(tmp_path)}
    clean |= {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True
    )


def test_named_sites_are_offered_with_their_ids(tmp_path):
    ids = {"GITHUB_CLIENT_ID": "the-id", "GITHUB_CLIENT_SECRET": "x", "GOOGLE_CLIENT_ID": "y"}
    ran = run_with(tmp_path, "-c", ASK, SOCIAL_LOGIN="github, Google", **ids, GOOGLE_CLIENT_SECRET="z")
    assert ran.returncode == 0, ran.stderr
    assert "offered ['GitHub', 'Google']" in ran.stdout
    assert "https://github.com" in ran.stdout.partition("policy")[2].partition("\n")[0]
    assert "leads to https://github.com/login/oauth/authorize?client_id=the-id" in ran.stdout


def test_unknown_sites_and_missing_ids_stop_the_start(tmp_path):
    unknown = run_with(tmp_path, "-c", "import careerguide.settings", SOCIAL_LOGIN="myspace")
    assert "SOCIAL_LOGIN: write some of github, gitlab, google, microsoft" in unknown.stderr
    missing = run_with(tmp_path, "-c", "import careerguide.settings", SOCIAL_LOGIN="gitlab")
    assert "GITLAB_CLIENT_ID: SOCIAL_LOGIN=gitlab needs it" in missing.stderr
