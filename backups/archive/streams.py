"""Bytes on their way into and out of an archive: counted, compressed, encrypted."""

import contextlib
import fcntl
import hashlib
import os
import tarfile
import threading

import pyrage

from files.outside import Trouble

try:
    from compression import zstd
except ModuleNotFoundError:  # before Python 3.14
    from backports import zstd

PIPE = 1024 * 1024
BLOCK = 1024 * 1024
WRONG_KEY = "Kunci ini tidak membuka cadangan itu. Pakai pasangan kunci saat cadangan dibuat."
DAMAGED = "Cadangan itu rusak atau terpotong. Pakai cadangan lain."


class Counted:
    """A file that knows how many bytes went through it, and their SHA-256."""

    def __init__(self, file):
        self.file, self.size, self.digest = file, 0, hashlib.sha256()

    def read(self, size=-1):
        return self._noted(self.file.read(size))

    def write(self, data):
        self.file.write(self._noted(data))
        return len(data)

    def flush(self):
        """Whoever opened the file does so at its end."""

    def _noted(self, data):
        self.size += len(data)
        self.digest.update(data)
        return data

    @property
    def sha256(self):
        return self.digest.hexdigest()


class _Telling:
    """A file that keeps its own fault: age passes on no more of it than its words."""

    def __init__(self, file):
        self.file, self.error = file, None

    def read(self, size=-1):
        return self._tried(self.file.read, size)

    def write(self, data):
        return self._tried(self.file.write, data)

    def flush(self):
        self._tried(self.file.flush)

    def _tried(self, work, *given):
        try:
            return work(*given)
        except Exception as error:
            self.error = error
            raise


@contextlib.contextmanager
def packing(sink, recipients):
    """A tar to add to, whose bytes reach the sink compressed and encrypted."""
    reader, writer = _pipe()
    told = _Telling(sink)
    with _beside(lambda: pyrage.encrypt_io(reader, told, recipients), reader, told) as beside:
        try:
            with (
                writer,
                zstd.ZstdFile(writer, "wb") as small,
                tarfile.open(fileobj=small, mode="w|", bufsize=BLOCK) as tar,
            ):
                yield tar
        except BrokenPipeError:  # the other end has the reason
            beside.tell()
            raise


@contextlib.contextmanager
def unpacking(source, identities):
    """The tar that such a sink was given, to go through once."""
    reader, writer = _pipe()
    told = _Telling(source)
    with _beside(lambda: pyrage.decrypt_io(told, writer, identities), writer, told) as beside:
        try:
            with (
                reader,
                zstd.ZstdFile(reader, "rb") as plain,
                tarfile.open(fileobj=plain, mode="r|", bufsize=BLOCK) as tar,
            ):
                yield tar
                while reader.read(BLOCK):  # to its very end: only then is it known to be whole
                    pass
        except (tarfile.TarError, zstd.ZstdError, EOFError) as error:
            beside.tell()
            raise Trouble(DAMAGED) from error


class _Beside(threading.Thread):
    """Work in a thread of its own; what went wrong there is told here."""

    def __init__(self, work, end, file):
        super().__init__(daemon=True)
        self.work, self.end, self.file, self.error = work, end, file, None

    def run(self):
        try:
            with self.end:
                self.work()
        except BaseException as error:
            self.error = error

    def tell(self):
        self.join()
        if self.file.error:
            raise self.file.error
        if isinstance(self.error, pyrage.DecryptError):
            wrong_key = "matching" in str(self.error).lower()
            raise Trouble(WRONG_KEY if wrong_key else DAMAGED) from self.error
        if isinstance(self.error, OSError) and self.error.errno is None:  # of age, in the middle
            raise Trouble(DAMAGED) from self.error
        if self.error and not isinstance(self.error, BrokenPipeError):
            raise self.error


@contextlib.contextmanager
def _beside(work, end, file):
    beside = _Beside(work, end, file)
    beside.start()
    try:
        yield beside
    except BaseException:
        beside.join()
        raise
    beside.tell()


def _pipe():
    read, write = os.pipe()
    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, PIPE)
    return os.fdopen(read, "rb", BLOCK), os.fdopen(write, "wb", BLOCK)
