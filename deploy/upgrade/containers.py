"""An installation with containers: the compose file is that of this folder."""

import os
import shlex
import shutil

from tools import Failed, answers, output, run, version

# Asked inside; a version before 1.0.0 knows only whether it is well.
ASK = (
    "import http.client, os, ssl; "
    "tls = os.environ.get('INNER_TLS'); "
    "c = tls and ssl.create_default_context(cafile=tls + '/ca.crt'); "
    "tls and c.load_cert_chain(tls + '/own.crt', tls + '/own.key'); "
    "kind = http.client.HTTPSConnection if tls else http.client.HTTPConnection; "
    "line = lambda: kind('127.0.0.1', 8000, timeout=5, **({'context': c} if tls else {})); "
    "code = lambda page: (to := line(), to.request('GET', page), to.getresponse().status)[2]; "
    "siap = code('/siap/'); "
    "raise SystemExit((code('/sehat/') if siap == 404 else siap) != 200)"
)


class Containers:
    """The image `romantik` serves; `romantik:before` is the one that served until then."""

    SERVICES = ("web", "worker", "beat", "watch")

    def __init__(self):
        self.compose = shlex.split(os.environ.get("COMPOSE", "docker compose"))
        if not shutil.which(self.compose[0]):
            raise Failed(f"neither /opt/romantik/current nor {self.compose[0]} is here.")
        self.engine = "podman" if "podman" in self.compose[0] else "docker"

    def running(self):
        said = output(*self.compose, "exec", "-T", "web", "python", "manage.py", "--version")
        return said or "an older version"

    def backup(self):
        self._compose("exec", "-T", "worker", "python", "manage.py", "backup")

    def place(self):
        """The old image keeps its name of old before the new one takes `romantik`."""
        image = self._image_of("web")
        self._compose("build", "prepare")
        if self._image_of_name("romantik") == image:
            raise Failed("this very version runs already.")
        run(self.engine, "tag", image, "romantik:before")
        run(self.engine, "tag", "romantik", f"romantik:{version()}")

    def migrate(self):
        self._compose("run", "--rm", "-T", "--no-deps", "prepare")

    def switch(self):
        # Whether it answers is asked next; what did not start is taken back.
        # Only if the compose file says another thing of it: the portal comes with its password.
        run(*self.compose, "up", "-d", "--no-deps", "redis", may_fail=True)
        up = ("up", "-d", "--no-deps", "--force-recreate")
        run(*self.compose, *up, *self.SERVICES, may_fail=True)
        # It remembers where `web` was; a mere restart would give its new rules to the container of
        # before, which has no files for what they include.
        run(*self.compose, *up, "proxy", may_fail=True)

    def back(self):
        if not self._image_of_name("romantik:before"):
            raise Failed("there is no version from before.")
        run(self.engine, "tag", "romantik", "romantik:after")
        run(self.engine, "tag", "romantik:before", "romantik")
        run(self.engine, "tag", "romantik:after", "romantik:before")
        self.switch()

    def is_ready(self):
        return answers(self.is_ready_now)

    def is_ready_now(self):
        words = ("exec", "-T", "web", "python", "-c", ASK)
        return not run(*self.compose, *words, may_fail=True, quiet=True)

    def doctor(self):
        words = ("exec", "-T", "web", "python", "manage.py", "doctor")
        return run(*self.compose, *words, may_fail=True)

    def _compose(self, *words):
        run(*self.compose, *words)

    def _image_of(self, service):
        container = output(*self.compose, "ps", "-q", service).split()
        if not container:
            raise Failed(f"{service} does not run, so there is nothing to upgrade from.")
        return output(self.engine, "inspect", "--format", "{{.Image}}", container[0])

    def _image_of_name(self, name):
        return output(self.engine, "image", "inspect", "--format", "{{.Id}}", name)
