from requests_app.models.activities.activity import Activity
from requests_app.models.activities.earlier import Earlier
from requests_app.models.activities.resemblance import Resemblance
from requests_app.models.activities.synonym import Synonym
from requests_app.models.activities.word import Word
from requests_app.models.attachment import Attachment
from requests_app.models.board.ledger import Monthly, NotesSent, OpenFiles
from requests_app.models.board.standing import Standing
from requests_app.models.calendar_link import CalendarLink
from requests_app.models.column_heading import ColumnHeading
from requests_app.models.conflict import Conflict
from requests_app.models.examining.finding import Finding
from requests_app.models.examining.note import Note
from requests_app.models.examining.note_entry import NoteEntry
from requests_app.models.examining.objection import Objection
from requests_app.models.examining.proposal import Proposal
from requests_app.models.examining.remark import Remark
from requests_app.models.examining.second_look import SecondLook
from requests_app.models.examining.stand_in import StandIn
from requests_app.models.examining.standard_note import StandardNote
from requests_app.models.guest import Guest
from requests_app.models.result import Result
from requests_app.models.revision import Revision
from requests_app.models.saved_filter import SavedFilter
from requests_app.models.slip import Slip
from requests_app.models.submissions.submission import Submission

__all__ = [
    "Activity",
    "Attachment",
    "CalendarLink",
    "ColumnHeading",
    "Conflict",
    "Earlier",
    "Finding",
    "Guest",
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
    "StandIn",
    "StandardNote",
    "Standing",
    "Submission",
    "Synonym",
    "Word",
]
