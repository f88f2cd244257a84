from events.outbox import enqueue
from events.recording import on
from integrity.keepers import keepers


@on("damage.find")
def alarm(event):
    """Something is not as it was kept: its keepers must know at once."""
    damage = event.subject
    about = {"context": {"damage": damage}, "about": damage, "event": event}
    for mailbox in keepers(damage.office):
        enqueue("integrity_alarm", to=mailbox, **about)


def send_seal(seal):
    """The newest seal into mailboxes, which nobody who changes the database reaches."""
    for mailbox in keepers():
        enqueue("chain_seal", to=mailbox, context={"seal": seal}, about=seal)
