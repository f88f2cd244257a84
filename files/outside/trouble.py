import errno


class Trouble(Exception):
    """Something with a copy or the place for it, in words for whoever has to mend it."""


FULL = "Tempat cadangan penuh. Tambah ruangnya, lalu coba lagi."
WORDS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: "Tempat cadangan tidak dapat ditulisi atau dibaca oleh portal.",
    errno.EROFS: "Tempat cadangan hanya dapat dibaca.",
}


def of_disk(error):
    """The same as a sentence."""
    said = WORDS.get(error.errno)
    return Trouble(said or f"Tempat cadangan tidak dapat dipakai ({error.strerror or error}).")
