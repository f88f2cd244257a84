"""What an agency plans: the few facts of an activity from which a whole form is filled in."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Survey:
    """A survey on form FS3. Variables are (name, reference period, concept, definition).

    Without a sample the whole population is asked; `stages` makes the sample multi-stage, and
    `quota` says how respondents are found without any probability.
    """

    key: str
    agency: str
    title: str
    purpose: str
    variables: tuple
    unit: str
    population: int
    frame: str
    respondent: str
    sample: int = 0
    stages: str = ""
    quota: str = ""
    methods: tuple = ("face_to_face",)
    frequency: str = "yearly"
    enumerators: int = 10
    analysis: str = "Analisis deskriptif: rata-rata dan persentase dengan tabel silang."
    levels: tuple = ("regency", "district")

    edition = "fs3_2021"


@dataclass(frozen=True)
class Compilation:
    """A compilation on form FP-KPA. Variables are (name, reference period, source, definition)."""

    key: str
    agency: str
    title: str
    purpose: str
    variables: tuple
    unit: str
    frequency: str = "yearly"
    enumerators: int = 12
    analysis: str = "Analisis deskriptif: jumlah, persentase, dan perkembangan antarwaktu."
    levels: tuple = ("regency", "district")

    edition = "fpkpa_2021"


@dataclass(frozen=True)
class PlannedNote:
    """An examiner's note on a question (or on the file), and what the agency makes of it.

    `before` is how the question was answered until the note came. A note with `advice` ends in
    the annex of the letter. `row` and `column` name a place in a table, `paper` the kind of an
    attachment; `kept` says that the agency keeps its answer, for the reason it gives.
    """

    question: str
    text: str
    answer: str = ""
    before: object = None
    advice: bool = False
    row: int = None
    column: str = ""
    paper: str = ""
    kept: bool = False


@dataclass(frozen=True)
class Story:
    """What becomes of a planned activity: (working days ago, deed, words) in their order.

    `rounds` are the notes of each examination; `at_the_desk` lets Budi enter it for the agency.
    """

    plan: str
    course: tuple
    rounds: tuple = ()
    examiner: str = "ratna"
    writer: str = ""
    at_the_desk: bool = False
    papers: tuple = field(default=("cover_letter", "instrument"))
    blocks: int = 8  # filled in at the start; fewer for a draft
    again: bool = False  # started like the same activity of last time
