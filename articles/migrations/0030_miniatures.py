import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was kept of photographs is taken out: miniatures come when sources are read again."""

    dependencies = [
        ('articles', '0029_announced'),
    ]

    operations = [
        migrations.RunSQL(
            "DELETE FROM articles_samephotograph; UPDATE articles_article SET photographs = '{}' WHERE photographs <> '{}'",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='article',
            name='photographs',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='照片缩样'),
        ),
        migrations.DeleteModel(name='Photograph'),
        migrations.CreateModel(
            name='Photograph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('miniature', models.TextField(verbose_name='照片缩样')),
                ('whole', models.IntegerField(verbose_name='整幅的键')),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None, verbose_name='各部分的键')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='报道')),
            ],
            options={
                'verbose_name': '照片',
                'verbose_name_plural': '照片',
                'indexes': [
                    models.Index(fields=['whole'], name='photograph_whole'),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['parts'], name='photograph_parts'),
                ],
            },
        ),
    ]
