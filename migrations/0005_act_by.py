from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    """Filled by the next move of each application; until then nobody is given a day that is not theirs."""

    dependencies = [("zhangban", "0004_taking_back")]

    initial = False

    operations = [
        ops.AddField(model_name="ApplicationRow", name="act_by", field=fields.CharField(null=True, max_length=10)),
    ]
