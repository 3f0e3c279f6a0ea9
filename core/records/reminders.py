"""What people asked to be told of on a day to come."""

from tortoise.indexes import PartialIndex
from tortoise.models import Model

from core.records import columns


class ReminderRow(Model):
    """A citizen asked to be told when a scene becomes possible. state: waiting, told or dropped."""

    id = columns.key()
    citizen_id = columns.ref()
    scene = columns.word(64)
    because = columns.word(64)
    possible_on = columns.on()
    tell_on = columns.on()
    state = columns.word(16)
    created_at = columns.at()
    told_at = columns.at(null=True)

    class Meta:
        table = "reminders"
        unique_together = (("citizen_id", "scene", "because"),)
        indexes = (PartialIndex(fields=("tell_on", "id"), condition={"state": "waiting"}, name="reminders_waiting"),)
