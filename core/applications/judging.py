"""The judgement as of submission: on the answers and the facts frozen then, whatever the registries say by now."""

from collections.abc import Mapping
from typing import cast

from core.applications.knowing import opened
from core.applications.loading import Loaded
from core.crypto import open_bytes
from core.house import working_days_from
from core.json import Json, decode
from core.kinds import takes_uploads
from core.refusals import Unavailable
from core.scenes import Judgement, Scene, judge
from core.time import on_date

ANSWERS = "applications.answers"


def judged(loaded: Loaded, scene: Scene) -> Judgement:
    """Worked out once and kept; what is uploaded since then counts. Raises: Unavailable `facts_missing`."""
    if loaded.judgement is None:
        loaded.judgement = _judged(loaded, scene)
    return loaded.judgement


def _judged(loaded: Loaded, scene: Scene) -> Judgement:
    known = opened(loaded.facts)
    if known is None:
        raise Unavailable("facts_missing")
    answers = cast(Mapping[str, Json], decode(open_bytes(loaded.answers, ANSWERS)))
    as_of = on_date(loaded.application.submitted_at or loaded.created_at)
    uploads = {upload.target: upload.id for upload in loaded.uploads}
    files = {name: uploads[name] for name, one in scene.fields.items() if takes_uploads(one.kind) and name in uploads}
    return judge(scene, known.facts, {**answers, **files}, as_of, given=frozenset(uploads), due_on=working_days_from)
