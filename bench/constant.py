"""An application that answers with the files of the folder BODIES: what this server does when nothing is to be done."""

import os
from pathlib import Path

BODIES = {f"/{path.name}": path.read_bytes() for path in Path(os.environ["BODIES"]).iterdir()}
NOTHING = b""


def application(environ, start_response):
    body = BODIES.get(environ["PATH_INFO"], NOTHING)
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
