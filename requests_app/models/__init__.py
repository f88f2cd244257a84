from requests_app.models.attachment import Attachment
from requests_app.models.note import Note, NoteEntry
from requests_app.models.proposal import Proposal
from requests_app.models.revision import Conflict, Revision
from requests_app.models.submission import Submission

__all__ = ["Attachment", "Conflict", "Note", "NoteEntry", "Proposal", "Revision", "Submission"]
