"""What a Walidata hands over for the agencies of its region."""

from events.refusals import NotAllowed, NotNow
from requests_app.workflow import State
from walidata.models import Custody


def may_hand_over(file, user):
    """Does this person keep the data of the region of a recommended file?"""
    is_open = file.state == State.RECOMMENDED and file.agency_id != user.agency_id
    return is_open and Custody.objects.of(user).covering(file.agency).exists()


def hand_over(file, *, by, **given):
    """Publication or metadata of the agency, by its Walidata: the event names both."""
    with file.locked():
        if file.state != State.RECOMMENDED:
            raise NotNow("Hasil diserahkan setelah rancangannya dinyatakan layak.")
        if not may_hand_over(file, by):
            raise NotAllowed("Hasil diserahkan Walidata wilayah instansi itu.")
        return file.receive(by=by, walidata=by.agency.name, **given)
