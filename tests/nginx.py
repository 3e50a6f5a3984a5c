"""nginx as docs/deploying.md configures it, on loopback, without certificates and in a folder of its own."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .servers import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent
WHERE = "/etc/nginx/"
MAIN = """
daemon off; pid {folder}/pid; worker_processes {workers}; error_log {folder}/error.log warn; {user}
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; server_tokens off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*; include {folder}/sites-enabled/*;
    {more}
}}
"""


def has_nginx():
    return shutil.which("nginx") is not None


def files_of_the_page():
    """{path under /etc/nginx/: text} of the blocks in docs/deploying.md that begin with their path."""
    text = (ROOT / "docs/deploying.md").read_text()
    files = re.split(rf"^    # {WHERE}(\S+).*\n", text, flags=re.MULTILINE)[1:]
    return {path: re.match(r"((    .*)?\n)*", rest)[0] for path, rest in zip(files[::2], files[1::2], strict=True)}


class Nginx:
    """In front of the server on `server_port`. `plain_port` stands for 80, `port` for 443."""

    def __init__(self, folder, server_port, more="", workers=1):
        self.folder, self.port, self.plain_port = Path(folder), free_port(), free_port()
        for path, text in files_of_the_page().items():
            self.write(path, self.on_loopback(text, server_port))
        user = "user root;" if os.geteuid() == 0 else ""
        self.write("nginx.conf", MAIN.format(folder=folder, user=user, more=more, workers=workers))
        self.command = ["nginx", "-e", self.folder / "error.log", "-p", self.folder, "-c", self.folder / "nginx.conf"]

    def on_loopback(self, text, server_port):
        text = re.sub(r"^ *ssl_.*\n", "", text, flags=re.MULTILINE)
        text = text.replace("listen 80", f"listen 127.0.0.1:{self.plain_port}")
        text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{self.port}")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{server_port}")
        text = text.replace("/var/cache/nginx", str(self.folder)).replace("/srv/careerguide", str(ROOT))
        return text.replace("/var/lib/careerguide", str(self.folder))

    def write(self, path, text):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def start(self):
        tried = subprocess.run([*self.command, "-t"], capture_output=True, text=True)
        assert tried.returncode == 0, tried.stderr
        self.process = subprocess.Popen(self.command)
        wait_for(self.port)
        return self

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
