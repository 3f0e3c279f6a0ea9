"""The files of a case as its office may see them."""

from dataclasses import dataclass

from core.staff import Staff


@dataclass(frozen=True)
class FileKept:
    """Where the bytes lie (`place`), what they must hash to, and how to show them."""

    place: str
    sha256: str
    name: str
    media_type: str


async def file(staff: Staff, upload_id: str, purpose: str = "handling") -> FileKept:
    """Writes the look down in the access log. Raises: NotFound `upload_unknown`, also for what is another item's."""
    raise NotImplementedError
