"""What was found, and the written reasons why it may stay: docs/scan.toml."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).resolve().parents[3] / "docs" / "scan.toml"


@dataclass(frozen=True)
class Finding:
    """Of which tool, by which of its rules, where, in the tool's words."""

    tool: str
    rule: str
    place: str
    words: str = ""

    def __str__(self):
        return f"{self.tool}: {self.rule}: {self.place}: {self.words}"


@dataclass(frozen=True)
class Reason:
    """Why findings of a rule at a place (`*` stands for anything) are none."""

    tool: str
    rule: str
    place: str
    because: str

    def __str__(self):
        return f"{self.tool}: {self.rule}: {self.place}"

    def explains(self, finding):
        return self.tool == finding.tool and all(
            fnmatchcase(getattr(finding, part), getattr(self, part)) for part in ("rule", "place")
        )


def read(file=FILE):
    """The reasons of the file; one without words is a mistake."""
    found = [Reason(**entry) for entry in tomllib.loads(file.read_text("utf-8"))["reason"]]
    if empty := [str(reason) for reason in found if len(reason.because.split()) < 4]:
        raise ValueError(f"{file.name} gives no reason for {', '.join(empty)}")
    return found


def compare(found, reasons, ran):
    """(findings without a reason, reasons of tools that ran which are about nothing)."""
    unexplained = [one for one in found if not any(reason.explains(one) for reason in reasons)]
    stale = [
        reason
        for reason in reasons
        if reason.tool in ran and not any(reason.explains(finding) for finding in found)
    ]
    return unexplained, stale
