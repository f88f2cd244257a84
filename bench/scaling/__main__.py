"""What one submission, one reader and one night cost, measured; and the machines for your numbers.

    .venv/bin/python bin/with-postgres .venv/bin/python -m bench.scaling --measure
    .venv/bin/python -m bench.scaling --offices 15 --submissions 120 --attachments-mb 4

`--measure` acts the demonstration out in an empty database, walks three surveys from draft to
signed letter by the pages that people use, and keeps what each request and job cost in
bench/scaling/measured.json: five minutes. Without it that file is reckoned with. docs/scaling.md
has the tables of both; the reckoning stands in reckoning.py, one line for each thing.
"""

import argparse
import json
from pathlib import Path

from bench.scaling.reckoning import SIZES, Asked, options, table

KEPT = Path(__file__).parent / "measured.json"


def main():
    parser = argparse.ArgumentParser("bench.scaling", description=__doc__.splitlines()[0])
    parser.add_argument("--measure", action="store_true", help="measure on this machine first")
    parser.add_argument("--costs", action="store_true", help="also each request and job")
    for name, default in options():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, help=f"{default}")
    given = vars(parser.parse_args())
    wants_costs = given.pop("costs")
    if given.pop("measure"):
        from bench.scaling.measuring import measured

        KEPT.write_text(json.dumps(measured(), indent=1, ensure_ascii=False) + "\n")
    known = json.loads(KEPT.read_text())
    asked = {name: value for name, value in given.items() if value is not None}
    sizes = [int(asked["offices"])] if "offices" in asked else SIZES
    if wants_costs:
        print("\n".join(costs(known)), end="\n\n")
    print("\n".join(table(known, Asked(**asked), sizes)))


def costs(known):
    """What each request and job costs, the dearest first, as Markdown."""
    yield f"Measured {known['at']}, {known['machine']}, load {known['load']}."
    yield ""
    yield (
        f"One submission: {known['requests']:.0f} requests, {known['events']:.0f} events, "
        f"{known['mails']:.0f} mails, {known['database_bytes'] / 1000:.0f} KB of database with its "
        f"indexes, a letter of {known['letter_bytes'] / 1000:.0f} KB; "
        f"{known['parts']['story']['own'] / 1000:.1f} s of CPU and "
        f"{known['parts']['story']['database'] / 1000:.1f} s of PostgreSQL's in requests, "
        f"{known['parts']['work']['own'] / 1000:.2f} s in tasks. "
        f"The process that measured had {known['memory_mb']:.0f} MB."
    )
    rows = ", ".join(f"{name} {count}" for name, count in known["rows"].items())
    yield ""
    yield f"Rows of one submission: {rows}."
    yield ""
    yield "| Request or task | in one submission | CPU, ms | PostgreSQL, ms | statements | KB |"
    yield "|---|---|---|---|---|---|"
    for name, cost in sorted(known["costs"].items(), key=lambda item: -item[1]["own"]):
        often = known["counted"].get(name, 0)
        yield (
            f"| {name} | {often:.1f} | {cost['own']:.0f} | {cost['database']:.1f} | "
            f"{cost['queries']:.0f} | {cost['sent'] / 1000:.0f} |"
        )
    yield ""
    yield "| Recurring work | a day | CPU with nothing, ms | with the demonstration | PostgreSQL |"
    yield "|---|---|---|---|---|"
    for name, job in sorted(known["recurring"].items(), key=lambda item: -item[1]["full"]["own"]):
        empty, full = job["empty"], job["full"]
        yield (
            f"| {name} | {job['a_day']:.0f} | {empty['own']:.1f} | {full['own']:.1f} | "
            f"{full['database']:.1f} |"
        )


if __name__ == "__main__":
    main()
