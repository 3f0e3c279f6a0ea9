from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("zhangban", "0003_officers_and_money")]

    initial = False

    operations = [
        ops.AddField(model_name="HandoverRow", name="take_back_for", field=fields.CharField(null=True, max_length=16)),
    ]
