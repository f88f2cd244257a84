"""wapiti and sqlmap against a portal that runs, as nobody and as each role."""

import csv
import json

from tests.ops.scan.portal import PEOPLE, Portal
from tests.ops.scan.reasons import Finding
from tests.ops.scan.walk import as_log, shape, targets

MODULES = "xss,permanentxss,sql,file,exec,ssrf,redirect,crlf,xxe,csp,cookieflags,http_headers"
MODULES += ",methods,htaccess,ldap,csrf"
LEFT_OUT = ("/keluar/*", "/akun/sesi*", "/sesi/*", "/static/*")


def look(tools, scratch, *, seconds, people):
    """Findings by tool; whatever the portal calls an error is one, too."""
    found = {"wapiti": [], "sqlmap": [], "portal": []}
    with Portal(scratch).serving() as portal:
        for who in people or PEOPLE:
            for tool, scan in {"sqlmap": sqlmap, "wapiti": wapiti}.items():
                cookie = portal.session_of(PEOPLE[who])
                new = scan(tools, scratch, portal, who, cookie, seconds)
                broken = list(portal.errors(f"{who}, {tool}"))
                for one in [*new, *broken]:
                    print(f"  {one}", flush=True)
                found[tool] += new
                found["portal"] += broken
    yield from found.items()


def wapiti(tools, scratch, portal, who, cookie, seconds):
    """Half of the time to find pages, half to attack them."""
    report, store = scratch / f"wapiti-{who}.json", scratch / f"wapiti-{who}"
    words = ["-u", f"{portal.address}/", "--scope", "domain", "-m", MODULES, "-l", "1"]
    words += ["--max-scan-time", int(seconds / 2), "--max-attack-time", max(5, int(seconds / 16))]
    words += ["--max-links-per-page", 60, "-d", 6, "-f", "json", "-o", report, "-v", 0]
    words += ["--store-session", store, "--no-bugreport", "--flush-session", "--tasks", 4]
    for place in LEFT_OUT:
        words += ["-x", f"{portal.address}{place}"]
    if cookie:
        words += ["-H", f"Cookie: {cookie}"]
    _, said, errors = tools.run("wapiti", *words, seconds=seconds * 4 + 240)  # it ends by itself
    if not report.exists():
        return [Finding("wapiti", "no report", who, (errors or said)[-300:])]
    answer = json.loads(report.read_text("utf-8"))
    asked = answer["infos"].get("crawled_pages_nbr")
    print(f"wapiti as {who}: {asked} requests found and attacked", flush=True)
    return [
        Finding("wapiti", rule, shape(one["path"]), f"{who}: {one['parameter']}: {one['info']}")
        for kind in ("vulnerabilities", "anomalies")
        for rule, several in answer[kind].items()
        for one in several
    ]


def sqlmap(tools, scratch, portal, who, cookie, seconds):
    """Every form and question, the names of fields tried in turn."""
    wanted, pages = targets(portal, cookie)
    if cookie:
        token = portal.ask("/akun/profil/", cookie)[2].get("Set-Cookie", "").partition(";")[0]
        cookie = "; ".join(filter(None, [cookie, token]))
    log, out = scratch / f"sqlmap-{who}.log", scratch / f"sqlmap-{who}"
    log.write_text("".join(as_log(wanted, portal, cookie)), "utf-8")
    words = ["-l", log, "--batch", "--technique=BEU", "--dbms=SQLite", "--level=1", "--risk=1"]
    words += ["--skip=csrfmiddlewaretoken", "--disable-coloring", "--output-dir", out]
    words += ["--threads=2", "--time-limit", int(seconds), "--results-file", out / "results.csv"]
    out.mkdir()
    _, said, errors = tools.run("sqlmap", *words, seconds=seconds + 60)
    tried = said.count("testing if ")
    print(
        f"sqlmap as {who}: {pages} pages, {len(wanted)} forms and addresses with a question, "
        f"{tried} fields tried",
        flush=True,
    )
    results = out / "results.csv"
    rows = csv.DictReader(results.open(encoding="utf-8")) if results.exists() else []
    found = [
        Finding("sqlmap", row["Technique(s)"] or "?", shape(row["Target URL"]), row["Parameter"])
        for row in rows
        if row.get("Parameter")
    ]
    if not tried and wanted:
        found.append(Finding("sqlmap", "nothing tried", who, (errors or said)[-300:]))
    return found
