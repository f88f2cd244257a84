"""From what one of each costs, and your numbers: how much of everything, and what breaks first."""

from dataclasses import asdict, dataclass, fields
from math import ceil

WORKDAYS, HOUR, DAY = 245, 3600, 86400
GB = 1e9


@dataclass
class Asked:
    """Your numbers; `python -m bench.scaling --help` lists them as options."""

    offices: int = 1  # on the installation
    submissions: float = 90  # a year and office: 50,000 in the country
    attachments_mb: float = 10  # of one submission
    years: float = 10
    staff: float = 8  # people of an office who have it open all day
    looks: float = 60  # pages that each of them opens on a working day
    readers: float = 50  # visits of the public a day and office
    pages: float = 4  # of one visit
    saves: float = 60  # that browsers send by themselves while one submission is typed
    again: float = 2  # how often pages of the story are opened for each time that it needs
    season: float = 3  # the busiest weeks against the average
    peak_hour: float = 0.2  # share of a day's work in its busiest hour
    cores: float = 8  # of one host
    faster: float = 1  # than the machine on which it was measured
    busy: float = 0.5  # how busy a core may be in that hour
    verbs: float = 120  # a second that one chain of history takes (bench.chain)
    backup_mb: float = 14  # a second of a backup or of putting one back (bench/restore.py)
    window: float = 6  # hours of the night for backups and nightly work
    disk_gb: float = 2000  # of a database host


@dataclass
class Needed:
    """What that needs, in the busiest hour and after all the years."""

    requests: float  # a second
    web_cores: float
    database_cores: float
    worker_cores: float
    verbs: float  # a second
    database_gb: float
    files_gb: float
    night_hours: float  # of one core, if nightly work grows with all files
    backup_hours: float
    out_mbit: float  # that pages send


def needed(measured, asked):
    """All of it, for the last of the years."""
    part = measured["parts"]
    day = asked.offices * asked.submissions / WORKDAYS * asked.season
    files = asked.offices * asked.submissions * asked.years
    people = asked.offices * asked.staff
    visits = asked.offices * asked.readers * asked.pages * asked.season
    counts = {
        "story": day * asked.again,
        "save": day * asked.saves,
        "look": people * asked.looks,
        "log_in": people + day,
        "read": visits,
    }

    def peak(name):
        """Of the busiest hour, a second."""
        return sum(n * part[p][name] for p, n in counts.items()) * asked.peak_hour / HOUR

    requests = dict.fromkeys(counts, 1) | {"story": measured["requests"]}
    work = {name: part["work"][name] * day * asked.peak_hour / HOUR for name in ("own", "database")}
    steady, night = jobs(measured, files)
    database_gb = measured["database_bytes"] * files / GB
    files_gb = (asked.attachments_mb * 1e6 + measured["letter_bytes"]) * files / GB
    speed = 1000 * asked.faster
    return Needed(
        requests=sum(n * requests[p] for p, n in counts.items()) * asked.peak_hour / HOUR,
        web_cores=peak("own") / speed / asked.busy,
        database_cores=(peak("database") + work["database"] + steady["database"])
        / speed
        / asked.busy,
        worker_cores=(work["own"] + steady["own"]) / speed / asked.busy,
        verbs=measured["events"] * day * asked.peak_hour / HOUR,
        database_gb=database_gb,
        files_gb=files_gb,
        night_hours=night / speed / HOUR,
        backup_hours=(database_gb + files_gb) * 1000 / asked.backup_mb / HOUR,
        out_mbit=peak("sent") * 8 / 1e6,
    )


def jobs(measured, files):
    """Milliseconds a second of what comes round all day, and milliseconds of a night.

    What each costs more with the demonstration than with nothing is laid to its files: so a job
    that looks at open files only, or at a share of them, is reckoned too dear, never too cheap.
    """
    steady, night = {"own": 0.0, "database": 0.0}, 0.0
    for job in measured["recurring"].values():
        grown = {
            name: job["empty"][name]
            + max(0, job["full"][name] - job["empty"][name]) / measured["demonstration"] * files
            for name in steady
        }
        if job["a_day"] > 24:  # sweeps: what waits is looked at by an index, whatever lies behind
            for name in steady:
                steady[name] += job["full"][name] * job["a_day"] / DAY
        else:
            night += sum(grown.values()) * job["a_day"]
    return steady, night


def hosts(need, asked):
    """How many machines of each role; one more than the work wants where any one may go."""
    outlives = asked.offices > 1

    def enough(cores):
        return max(1, ceil(cores / asked.cores)) + outlives

    copies = 3 if outlives else 1
    return {
        "web": enough(need.web_cores),
        "worker": enough(need.worker_cores),
        "database": copies,
        "queue": copies,
        "store": copies,
        "balancer": 2 if outlives else 1,
    }


def holds(need, asked):
    """``[(times this load, what gives way)]``, the first to give way first.

    Web hosts and workers are not among them: more of them are set up whenever they are wanted.
    """
    found = {
        "the backup of a night: all files, every night, whole": asked.window / need.backup_hours,
        "the work of a night, on one core": asked.window / need.night_hours,
        "PostgreSQL's one leader: its cores": asked.cores / need.database_cores,
        "PostgreSQL's disk": asked.disk_gb / need.database_gb,
        "one chain of history: verbs a second": asked.verbs / need.verbs,
    }
    return sorted((times, what) for what, times in found.items())


SIZES = (1, 15, 553)  # an office, a province, the country


def told(measured, asked):
    """Lines of Markdown for one size."""
    need = needed(measured, asked)
    where = hosts(need, asked)
    yield (
        f"| {asked.offices} | "
        + " | ".join(
            [
                f"{asked.offices * asked.submissions:,.0f}",
                f"{need.requests:.1f}",
                f"{need.web_cores:.2f}, {need.worker_cores:.2f}, {need.database_cores:.2f}",
                f"{need.database_gb:,.1f}",
                f"{need.files_gb:,.0f}",
                f"{where['web']}, {where['worker']}, {where['database']}",
            ]
        )
        + " |"
    )


HEAD = """\
| Offices | Submissions a year | Requests a second | Cores: web, worker, database | Database, GB | \
Files, GB | Hosts: web, worker, database |
|---|---|---|---|---|---|---|"""


def table(measured, asked, sizes=SIZES):
    """One line a size, then what gives way first at the last of them."""
    yield HEAD
    for offices in sizes:
        yield from told(measured, Asked(**asdict(asked) | {"offices": offices}))
    for offices in sizes:
        size = Asked(**asdict(asked) | {"offices": offices})
        yield ""
        yield f"What gives way with {offices} of them, and at how many times this load:"
        yield ""
        for times, what in holds(needed(measured, size), size):
            yield f"- {times:,.1f} ×: {what}"


def options():
    """(name, default) of each number, for the command line."""
    return [(field.name, field.default) for field in fields(Asked)]
