"""Pictures that are cut off are refused, whoever else works in this process."""

from contextlib import contextmanager
from threading import Lock

from PIL import ImageFile

one_at_a_time = Lock()


@contextmanager
def strictly():
    """WeasyPrint lets Pillow make do with pictures that are cut off, everywhere: not with these.
    And one large picture at a time is enough for a process."""
    with one_at_a_time:
        lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient
