from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import PartialIndex


class Migration(migrations.Migration):
    dependencies = [("zhangban", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ReminderRow",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ("citizen_id", fields.CharField(max_length=26)),
                ("scene", fields.CharField(max_length=64)),
                ("because", fields.CharField(max_length=64)),
                ("possible_on", fields.CharField(max_length=10)),
                ("tell_on", fields.CharField(max_length=10)),
                ("state", fields.CharField(max_length=16)),
                ("created_at", fields.BigIntField()),
                ("told_at", fields.BigIntField(null=True)),
            ],
            options={
                "table": "reminders",
                "app": "zhangban",
                "unique_together": (("citizen_id", "scene", "because"),),
                "indexes": [
                    PartialIndex(fields=["tell_on", "id"], name="reminders_waiting", condition={"state": "waiting"})
                ],
                "pk_attr": "id",
                "table_description": "A citizen asked to be told when a scene becomes possible. state: waiting, told or dropped.",
            },
            bases=["Model"],
        ),
    ]
