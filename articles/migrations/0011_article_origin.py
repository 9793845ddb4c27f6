from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_place_merges_and_topics")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="origin",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="由导出文件导入的报道，最初读自哪个文件、哪些行。",
                verbose_name="最初来源",
            ),
        ),
    ]
