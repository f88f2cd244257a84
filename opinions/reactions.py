"""Requests end with the file: decided, cancelled, or gone to another office."""

from events.recording import on


@on("submission.recommend", "submission.decline", "submission.cancel", "submission.transfer")
def lapse(event):
    """Nobody is asked about it any more."""
    for opinion in event.subject.opinions.open().in_full().select_for_update(of=("self",)):
        opinion.lapse()
