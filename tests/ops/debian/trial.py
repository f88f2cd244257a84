"""The portal installed by deploy/install in a Debian of its own, step by step."""

import re
import shlex
import time
from contextlib import suppress

from tests.ops.debian.machine import NAME, ROOT, Failed, Machine, expect, network, until

SERVICES = ("web", "worker", "beat", "watch")
MOST_EXPOSED = 1.5  # of systemd-analyze security: 0 is shut, 10 open
DEMONSTRATION = "ENV_FILE=/dev/null VAR_DIR=/var/lib/romantik/trial DEMO=1"

ASK = """
import http.client, ssl, sys
secure, path, size = sys.argv[1] == "https", sys.argv[2], sys.argv[3]
anybody = ssl._create_unverified_context()
line = http.client.HTTPSConnection("localhost", context=anybody, timeout=60) if secure else (
    http.client.HTTPConnection("localhost", timeout=60))
line.putrequest("POST" if size else "GET", path, skip_host=True, skip_accept_encoding=True)
line.putheader("Host", "NAME")
line.putheader("Accept-Encoding", "gzip")
if size:
    line.putheader("Content-Length", size)
line.endheaders()
answer = line.getresponse()
print(answer.status)
print(answer.headers)
print(answer.read(300) if size else len(answer.read()))
""".replace("NAME", NAME)
JUDGE = (
    "from pathlib import Path; from files.reading import apart;"
    " picture = Path('docs/pictures/board.png').read_bytes();"
    " print(apart.read(picture, reader='pictures').problem or 'sound')"
)


class Trial(Machine):
    """One Debian, from nothing to a portal that was booted twice."""

    def run(self):
        with network():
            self.step("a bare Debian", self.make)
            with self.booted():
                self.step("deploy/install", self.install)
                self.step("deploy/install again changes nothing", self.install_again)
                self.step("units are sound and shut", self.judge_units)
                self.step("pages through nginx", self.ask)
                self.step("doctor finds all but a mail server", self.ask_doctor)
                self.step("the roles keep apart", self.try_roles)
                self.step("web comes back after it was killed", self.kill_web)
                self.step("files are judged within the bounds", self.judge_file)
                self.step("backup and drill within the bounds", self.back_up)
                self.step("backup put back by the guide's three commands", self.put_back)
                self.step("demonstration with signed letters within the bounds", self.act)
                self.step("recurring work was done", self.await_work)
            with self.booted():
                self.step("all is back after a boot", self.await_pages)

    def step(self, what, work):
        began = time.monotonic()
        said = work() or ""
        print(f"{self.suite}: {time.monotonic() - began:5.0f} s  {what}  {said}", flush=True)

    def install(self):
        said = self.inside(f"cd /root/romantik && deploy/install {NAME} smtp://127.0.0.1:25")
        self.await_pages()
        version = self.inside("/opt/romantik/current/.venv/bin/python --version").strip()
        return f"{version}, {said.strip().splitlines()[-2]}; {self.size()} MB"

    def install_again(self):
        said = self.inside(f"cd /root/romantik && deploy/install {NAME}")
        expect(said.startswith("Nothing had to be changed"), said)
        (self.root / "etc/nginx/romantik/pass.conf").unlink()
        mended = self.inside(f"cd /root/romantik && deploy/install {NAME}").splitlines()
        expect(
            mended[0] == "- /etc/nginx/romantik/pass.conf" and mended[1].startswith("1 "), mended
        )

    def judge_units(self):
        units = "/etc/systemd/system/romantik*.target /etc/systemd/system/romantik*.service"
        said = self.inside(
            f"systemd-analyze verify {units} /etc/systemd/system/romantik*.timer 2>&1"
        )
        expect(said == "", said)
        for name in SERVICES:
            self.inside(f"systemctl is-active romantik-{name}")
        self.inside("systemctl is-active romantik.target romantik-backup.timer nginx")
        self.inside("nginx -t 2>&1 && logrotate -d /etc/logrotate.d/romantik 2>&1")
        levels = {}
        for name in (*SERVICES, "backup"):
            said = self.inside(
                f"systemd-analyze security --no-pager romantik-{name} 2>&1", fails=True
            )
            levels[name] = float(re.search(r"level for romantik-\w+.service: ([\d.]+)", said)[1])
        expect(max(levels.values()) <= MOST_EXPOSED, levels)
        return f"exposure {levels}"

    def page(self, path, scheme="https", size=""):
        python = "/opt/romantik/current/.venv/bin/python"
        return self.inside(f"{python} -c {shlex.quote(ASK)} {scheme} {path} '{size}'")

    def await_pages(self):
        until(lambda: self.page_is_well("/siap/") and self.page_is_well("/sehat/"), 90, "no page")

    def page_is_well(self, path):
        with suppress(Failed):
            return self.page(path).startswith("200")

    def ask(self):
        home = self.page("/")
        for header in (
            "Strict-Transport-Security",
            "Content-Security-Policy: ",
            "X-Request-ID",
            "X-Content-Type-Options: nosniff",
            "Content-Encoding: gzip",
        ):
            expect(home.startswith("200") and header in home, home)
        expect("nginx/" not in home, home)
        moved = self.page("/masuk/", scheme="http")
        expect(moved.startswith("301") and f"Location: https://{NAME}/masuk/" in moved, moved)
        heavy = self.page("/", size=str(61 * 1024 * 1024))
        expect(heavy.startswith("413") and "Kiriman terlalu besar" in heavy, heavy)
        paper = self.page("/panduan/cetak/pdf/")
        expect(paper.startswith("200") and "application/pdf" in paper, paper)
        return f"the guide drawn as PDF, {paper.split()[-1]} bytes"

    def ask_doctor(self):
        said = self.inside("romantik doctor", fails=True)
        bad = [line.split(None, 1)[1] for line in said.splitlines() if line.startswith("MISSING")]
        expect(len(bad) == 1 and bad[0].startswith("mail server"), said)

    def try_roles(self):
        said = self.inside(
            "romantik shell -c 'from django.db import connection as c;"
            ' c.cursor().execute("DELETE FROM events_event")\' 2>&1',
            fails=True,
        )
        expect("permission denied for table events_event" in said, said)
        said = self.inside(
            "runuser -u romantik -- psql -h /run/postgresql -U romantik_owner romantik -c '' 2>&1",
            fails=True,
        )
        expect("Peer authentication failed" in said, said)
        said = self.inside("runuser -u romantik -- cat /etc/romantik/owner.env 2>&1", fails=True)
        expect("Permission denied" in said, said)

    def kill_web(self):
        self.inside("systemctl kill -s KILL romantik-web")
        time.sleep(1)
        self.await_pages()

    def judge_file(self):
        python = ".venv/bin/python manage.py shell"
        said = self.bounded(f"{python} -c {shlex.quote(JUDGE)}")
        expect(said.strip().endswith("sound"), said)

    def back_up(self):
        self.inside(
            "cd /root && age-keygen -o kunci-cadangan.txt 2>/dev/null && {"
            ' echo "BACKUP_KEY=$(age-keygen -y kunci-cadangan.txt)";'
            " echo BACKUP_TARGET=/var/backups/romantik; } >> /etc/romantik/env"
            " && systemctl restart romantik.target"
        )
        said = self.bounded(".venv/bin/python manage.py backup --drill 2>&1")
        expect("cocok" in said, said)
        self.inside("systemctl start romantik-backup.service")
        return self.inside("romantik backup --list").splitlines()[-1]

    def put_back(self):
        chapter = (ROOT / "docs/operator.id.md").read_text().partition("## Memulihkan")[2]
        commands = chapter.partition("```sh\n")[2].partition("```")[0]
        said = self.inside(f"set -e; cd /root; {commands}")
        self.await_pages()
        return said.strip().splitlines()[0]

    def act(self):
        manage = f"{DEMONSTRATION} .venv/bin/python manage.py"
        self.bounded(f"for deed in migrate reference demo; do {manage} $deed -v0 || exit 1; done")
        said = self.bounded(f"{manage} verify_letters")
        self.inside("rm -r /var/lib/romantik/trial")
        return said.strip().splitlines()[-1]

    def await_work(self):
        asked = (
            "romantik shell -c 'from events.models import Job;"
            ' print(Job.objects.filter(error="").count(), Job.objects.exclude(error="").count())\''
        )
        said = until(lambda: re.search(r"^([1-9]\d*) 0$", self.inside(asked), re.M), 150, "no work")
        return f"{said[1]} kinds"
