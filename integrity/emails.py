from events.outbox import enqueue_all
from events.recording import on
from integrity.keepers import keepers


@on("damage.find")
def alarm(event):
    """Something is not as it was kept: its keepers must know at once."""
    damage = event.subject
    about = {"context": {"damage": damage}, "about": damage, "event": event}
    enqueue_all("integrity_alarm", to=keepers(damage.office), **about)


def send_seal(seal):
    """The newest seal into mailboxes, which nobody who changes the database reaches."""
    enqueue_all("chain_seal", to=keepers(), context={"seal": seal}, about=seal)
