"""How a signing session says no."""


class RefusalError(Exception):
    """Carries the code of a failure (`letters.signing.Failure`) back to the parent."""
