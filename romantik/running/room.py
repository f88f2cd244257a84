"""Is there room on a disk?"""

import shutil
from tempfile import TemporaryFile

ENOUGH = 20 * 1024 * 1024  # bytes: two of the largest files, or some minutes of work


def there_is_room(folder):
    """Tell whether a byte can be written there, and more would find room."""
    while not folder.exists():
        folder = folder.parent
    try:
        with TemporaryFile(dir=folder, buffering=0) as file:
            file.write(b".")
        return shutil.disk_usage(folder).free >= ENOUGH
    except OSError:
        return False
