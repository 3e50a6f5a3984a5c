"""A process with a database of its own and the site's code, seen from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path

PUBLIC_NAME = "careers.example.org"  # in docs/deploying.md
ROOT = Path(__file__).resolve().parent.parent
INSIDE = ROOT / "bench" / "inside.py"


def environment(database, folder=None):
    """
    As in production, whatever stands around: no DEBUG, which keeps every query in memory; a state of its own in
    `folder`, and one proxy in front, which tells where people are.
    """
    own = {"VAR_DIR": str(folder)} if folder else {}
    own |= {"DATABASE_URL": database, "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "careerguide.settings"}
    own |= {"SECRET_KEY": "only-for-benchmarks", "TRUSTED_PROXY_COUNT": "1", "SHARED_CACHE_SECONDS": "2"}
    # One for all servers, since they share their state: those of another address would have other pages.
    own |= {"SITE_URL": f"http://{PUBLIC_NAME}"}
    return {**os.environ, **own, "ALLOWED_HOSTS": f"127.0.0.1,{PUBLIC_NAME}"}


def run_inside(around, *words):
    subprocess.run([sys.executable, INSIDE, *words], env=around, check=True)


class Site:
    """`posts`, `comments`: how many; `pages`: {what it is: path}; `talked`: paths of posts that are talked about."""

    def __init__(self, around):
        self.process = subprocess.Popen(
            [sys.executable, INSIDE, "answer"], env=around, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        hello = self.answer()
        self.posts, self.comments = hello["posts"], hello["comments"]
        self.pages, self.talked = hello["pages"], hello["talked"]

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("A process of the benchmark has stopped; see above.")
        return json.loads(line)

    def ask(self, **question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
