"""A full disk must not kill who counts: what is mapped into memory has its blocks first.

prometheus_client maps sparse files; where no block is left, the kernel ends the process that
writes into one. With blocks asked for beforehand that is an error, which `counting` forgives.
"""

import os
from pathlib import Path

from prometheus_client import mmap_dict, values

FIRST = 65_536  # bytes


def begin():
    """Use our kind of file from here on; outside of many processes there are no files."""
    values.MmapedDict = Allocated


class Allocated(mmap_dict.MmapedDict):
    """A file of figures that has room for all it says it has."""

    def __init__(self, filename, read_mode=False):
        with open(filename, "ab") as file:
            if not file.tell():
                allocate(file, FIRST)
        super().__init__(filename, read_mode)

    def _init_value(self, key):
        """Before it grows, which it does by doubling, ask for the blocks."""
        longest = len(key.encode()) + 32  # with its length, its padding and two numbers
        if self._used + longest > self._capacity:
            allocate(self._f, self._capacity * 2)
        super()._init_value(key)


def allocate(file, size):
    """Have that many bytes on the disk; a new file without them is not left behind."""
    try:
        os.posix_fallocate(file.fileno(), 0, size)
    except OSError:
        if not os.fstat(file.fileno()).st_size:
            Path(file.name).unlink(missing_ok=True)
        raise
