"""An installation without containers, as deploy/install lays it."""

import contextlib
import os
import shlex
import shutil
from pathlib import Path

from tools import HERE, LEVEL, Failed, answers, asked, code, digest, run, version


class Folders:
    """Releases side by side, `current` and `before` pointing at one each."""

    def __init__(self, top):
        self.top, self.new = top, None
        self.etc = Path(os.environ.get("ROMANTIK_ETC", "/etc/romantik"))
        self.user = shlex.split(os.environ.get("ROMANTIK_AS", "runuser -u romantik --"))
        restart = "systemctl restart romantik.target"
        self.restart = shlex.split(os.environ.get("ROMANTIK_RESTART", restart))
        self.address = os.environ.get("ROMANTIK_READY", "http://127.0.0.1:8000/siap/")

    def running(self):
        return self._of("current").name

    def backup(self):
        self._manage(self._of("current"), "backup")

    def place(self):
        """Copy this folder and its packages; what broke off is made anew."""
        release = self.top / "releases" / f"{version()}-{digest()}"
        if self._of("current") in {HERE, release.resolve()}:
            raise Failed(f"{self.running()} runs already.")
        stands = release / ".stands"
        if not stands.exists():
            shutil.rmtree(release, ignore_errors=True)
            release.mkdir(parents=True)
            for path in code():
                target = release / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(HERE / path, target)
            if (self._of("current") / ".env").is_symlink():
                (release / ".env").symlink_to(os.readlink(self._of("current") / ".env"))
            run("bin/setup", "run", cwd=release)
            run("chmod", "-R", "go-w,a+rX", release)
            stands.touch()
        self.new = release
        self._manage(release, "check", "--deploy", "--fail-level", LEVEL)

    def migrate(self):
        """As the owner of the tables, whose address the portal itself does not know."""
        self._manage(self.new, "migrate", "--verbosity", "0", env=self._owner())
        if self._owner():
            self._manage(self.new, "limit_role", "romantik_web", "--scratch", env=self._owner())
        self._manage(self.new, "reference", env=self._owner())

    def switch(self):
        self._serve(self.new)

    def back(self):
        if not (self.top / "before").exists():
            raise Failed("there is no version from before.")
        # Its static files are there since it served; a full disk must not keep it away.
        self._serve(self._of("before"), may_fail=True)

    def is_ready(self):
        return answers(self.is_ready_now)

    def is_ready_now(self):
        return asked(self.address)

    def doctor(self):
        return self._manage(self._of("current"), "doctor", may_fail=True)

    def _serve(self, release, **how):
        # Hashed names: what the other version has under its own stays for whoever is reading.
        self._manage(release, "collectstatic", "--noinput", "--verbosity", "0", **how)
        self._point("before", self._of("current"))
        self._point("current", release)
        run(*self.restart, may_fail=True)  # whether it answers is asked next

    def _of(self, name):
        return (self.top / name).resolve()

    def _point(self, name, release):
        """At once: whoever starts meanwhile finds the one or the other."""
        fresh = self.top / f".{name}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(release.relative_to(self.top.resolve()))
        fresh.rename(self.top / name)

    def _manage(self, release, *words, **how):
        # From its own folder: Celery looks for modules where one stands, first of all.
        return run(*self.user, f"{release}/bin/romantik", *words, cwd=release, **how)

    def _owner(self):
        with contextlib.suppress(FileNotFoundError):
            lines = (self.etc / "owner.env").read_text().splitlines()
            return dict(line.split("=", 1) for line in lines if "=" in line)
        return {}
