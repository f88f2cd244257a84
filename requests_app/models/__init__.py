from requests_app.models.activity import Activity
from requests_app.models.attachment import Attachment
from requests_app.models.calendar_link import CalendarLink
from requests_app.models.conflict import Conflict
from requests_app.models.finding import Finding
from requests_app.models.ledger import Monthly, NotesSent, OpenFiles
from requests_app.models.note import Note
from requests_app.models.note_entry import NoteEntry
from requests_app.models.objection import Objection
from requests_app.models.proposal import Proposal
from requests_app.models.remark import Remark
from requests_app.models.resemblance import Resemblance
from requests_app.models.result import Result
from requests_app.models.revision import Revision
from requests_app.models.saved_filter import SavedFilter
from requests_app.models.second_look import SecondLook
from requests_app.models.slip import Slip
from requests_app.models.standard_note import StandardNote
from requests_app.models.standing import Standing
from requests_app.models.submission import Submission
from requests_app.models.synonym import Synonym
from requests_app.models.word import Word

__all__ = [
    "Activity",
    "Attachment",
    "CalendarLink",
    "Conflict",
    "Finding",
    "Monthly",
    "Note",
    "NoteEntry",
    "NotesSent",
    "Objection",
    "OpenFiles",
    "Proposal",
    "Remark",
    "Resemblance",
    "Result",
    "Revision",
    "SavedFilter",
    "SecondLook",
    "Slip",
    "StandardNote",
    "Standing",
    "Submission",
    "Synonym",
    "Word",
]
