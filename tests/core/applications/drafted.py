"""An application as a row, as beginning a draft leaves it: for tests that have no form to fill in."""

from core import db
from core.applications.application import Application
from core.applications.drafts import ANSWERS
from core.applications.history import FIRST
from core.crypto import seal


async def drafted(application: Application, at: int) -> None:
    """Written as a draft without answers. `at` in milliseconds UTC."""
    batch = db.Batch()
    batch.insert(
        "applications",
        {
            "id": application.id,
            "citizen_id": application.citizen_id,
            "scene": application.scene,
            "scene_version": application.scene_version,
            "state": "draft",
            "version": 1,
            "seq": 0,
            "chain": FIRST,
            "answers": seal(b"{}", ANSWERS),
            "region": application.region,
            "channel": "h5",
            "created_at": at,
            "updated_at": at,
        },
    )
    await db.commit(batch)
