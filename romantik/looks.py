"""How states show: a table of their tones and icons, asked by `romantik/interface.py`."""

from typing import NamedTuple


class Look(NamedTuple):
    """How a state shows: one of five tones, never without its icon."""

    tone: str
    icon: str


LOOKS = {
    # submissions
    "draft": Look("quiet", "pencil"),
    "submitted": Look("busy", "send"),
    "under_examination": Look("busy", "search"),
    "returned": Look("action", "arrow-return-left"),
    "awaiting_signature": Look("busy", "pen"),
    "recommended": Look("good", "check-circle-fill"),
    "declined": Look("bad", "x-circle-fill"),
    "cancelled": Look("quiet", "slash-circle"),
    # letters
    "numbered": Look("busy", "hash"),
    "signed": Look("good", "patch-check-fill"),
    "delivered": Look("good", "envelope-check-fill"),
    "sent_back": Look("action", "reply-fill"),
    "void": Look("bad", "slash-circle"),
    "replaced": Look("quiet", "files"),
    # mails
    "queued": Look("quiet", "hourglass-split"),
    "sending": Look("busy", "send"),
    "sent": Look("good", "check-circle-fill"),
    "failed": Look("bad", "exclamation-triangle-fill"),
    "unknown": Look("action", "question-circle-fill"),
    "bounced": Look("bad", "reply-fill"),
    # agencies and people
    "pending": Look("action", "hourglass-split"),
    "approved": Look("good", "check-circle-fill"),
    "refused": Look("bad", "x-circle-fill"),
    "active": Look("good", "check-circle-fill"),
    "inactive": Look("quiet", "slash-circle"),
    # blocks of a form
    "empty": Look("quiet", "circle"),
    "begun": Look("busy", "circle-half"),
    "complete": Look("good", "check-circle-fill"),
    "skipped": Look("quiet", "dash-circle"),
    # notes
    "open": Look("action", "chat-left-text-fill"),
    "answered": Look("busy", "reply-fill"),
    "accepted": Look("good", "check-circle-fill"),
    "reopened": Look("action", "arrow-counterclockwise"),
    "advice": Look("quiet", "lightbulb-fill"),
    "withdrawn": Look("quiet", "slash-circle"),
    # items of the checklist
    "fit": Look("good", "check-circle-fill"),
    "unfit": Look("action", "exclamation-triangle-fill"),
    "inapplicable": Look("quiet", "dash-circle"),
    "unjudged": Look("quiet", "circle"),
    # visits and their outcomes
    "waiting": Look("quiet", "hourglass-split"),
    "called": Look("action", "megaphone-fill"),
    "serving": Look("busy", "person-fill-check"),
    "absent": Look("quiet", "person-dash"),
    "served": Look("good", "check-circle-fill"),
    "in_progress": Look("busy", "arrow-repeat"),
    "awaiting_letter": Look("action", "envelope"),
    "unmet": Look("bad", "x-circle-fill"),
    # how a file stands to a recommended activity
    "duplicate": Look("bad", "files"),
    "continues": Look("good", "arrow-repeat"),
    "different": Look("quiet", "arrows-angle-expand"),
    # complaints
    "received": Look("action", "hourglass-split"),
    "handled": Look("busy", "tools"),
    "asked": Look("quiet", "question-circle-fill"),
    "settled": Look("good", "check-circle-fill"),
    "lapsed": Look("quiet", "slash-circle"),
    # parts of a batch; "waiting" and "refused" stand above
    "done": Look("good", "check-circle-fill"),
    # consultations
    "referred": Look("quiet", "signpost-split"),
    # objections to a decision
    "filed": Look("action", "hourglass-split"),
    "in_review": Look("busy", "search"),
    "upheld": Look("quiet", "check-circle-fill"),
    "overturned": Look("good", "arrow-counterclockwise"),
    # messages to the person
    "debug": Look("quiet", "info-circle-fill"),
    "info": Look("busy", "info-circle-fill"),
    "success": Look("good", "check-circle-fill"),
    "warning": Look("action", "exclamation-triangle-fill"),
    "error": Look("bad", "exclamation-octagon-fill"),
}
PLAIN = Look("quiet", "circle")
