"""An agency that another office serves keeps nobody's data until that office says so."""

from events.recording import on


@on("agency.move_to")
def marks_lapse(event):
    """A mark is of one office and its agencies; no query for an agency without any."""
    agency = event.subject
    if agency.is_walidata:
        for custody in agency.custodies.open():
            custody.lapse(by=event.by, reason=f"Instansi dilayani {event.particulars['target']}.")
