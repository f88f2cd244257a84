"""Letters, their numbers, the keys they are signed with, and each attempt to sign one."""

from letters.models.archival import ArchivalRevision, Upkeep
from letters.models.attempt import Attempt
from letters.models.certificate import Certificate
from letters.models.check_count import CheckCount
from letters.models.counter import Counter
from letters.models.evidence import Evidence
from letters.models.handover import Handover
from letters.models.letter_template import LetterTemplate
from letters.models.letters.letter import Letter
from letters.models.mandate import Mandate
from letters.models.report import Report
from letters.models.sitting import Sitting
from letters.models.vacancy import Vacancy

__all__ = [
    "ArchivalRevision",
    "Attempt",
    "Certificate",
    "CheckCount",
    "Counter",
    "Evidence",
    "Handover",
    "Letter",
    "LetterTemplate",
    "Mandate",
    "Report",
    "Sitting",
    "Upkeep",
    "Vacancy",
]
