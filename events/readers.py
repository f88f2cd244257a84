"""Who reads an event: whoever sees its subject, unless the event is kept inside the office."""

inside = set()


def keep_inside(*actions):
    """Let only the offices' people read these events. Say it beside what records them.

    No page then has to know which events there are, and no app those of a higher one.
    """
    inside.update(actions)
