"""Where the bytes are: one sealed file each, under a random name that says nothing, in a folder only we can read."""

import os
import re
from pathlib import Path

from core.crypto import open_bytes, seal
from core.ids import new_code, new_id
from core.refusals import NotFound

FILE = "uploads.file"  # a file moved to another place is found out by its sha256, which the row keeps
_PLACE = re.compile(r"[0-9a-z]{2}/[0-9a-z-]{20,60}")


class Places:
    """Blocking; call it in a thread. A file is written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Answers the place: what `uploads.place` keeps."""
        name = f"{new_id()}-{new_code(12).lower()}"
        place = f"{name[-2:]}/{name}"
        path = self._folder / place
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = path.with_suffix(".half")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(seal(content, FILE))
            file.flush()
            os.fsync(file.fileno())
        half.rename(path)
        return place

    def get(self, place: str) -> bytes:
        """Raises: NotFound `file_gone`."""
        try:
            return open_bytes(self._path(place).read_bytes(), FILE)
        except FileNotFoundError:
            raise NotFound("file_gone") from None

    def drop(self, place: str) -> None:
        """A second time changes nothing."""
        self._path(place).unlink(missing_ok=True)

    def _path(self, place: str) -> Path:
        if not _PLACE.fullmatch(place):
            raise NotFound("file_gone")
        return self._folder / place
