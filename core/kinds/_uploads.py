"""Ids of uploads, as files and photos both take them."""

import re

from core.json import Json
from core.kinds import KindError

_ID = re.compile(r"[0-9a-hjkmnp-tv-z]{26}", re.ASCII)  # core.ids


def upload_ids(raw: Json, most: int) -> Json:
    given = list(raw) if isinstance(raw, list | tuple) else [raw]
    if any(not isinstance(each, str) or not _ID.fullmatch(each) for each in given):
        raise KindError("not_an_upload")
    kept = list(dict.fromkeys(given))
    if len(kept) > most:
        raise KindError("too_many_uploads", max=most)
    return kept
