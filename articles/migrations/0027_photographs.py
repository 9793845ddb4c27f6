import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0026_sealed_collections'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='photographs',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=192), blank=True, default=list, help_text='数字报所附的照片。', size=None, verbose_name='照片指纹'),
        ),
        migrations.CreateModel(
            name='Photograph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('across', models.BigIntegerField(verbose_name='横向指纹')),
                ('down', models.BigIntegerField(verbose_name='纵向指纹')),
                ('is_whole', models.BooleanField(verbose_name='未裁切')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='报道')),
            ],
            options={
                'verbose_name': '照片',
                'verbose_name_plural': '照片',
            },
        ),
        migrations.CreateModel(
            name='SamePhotograph',
            fields=[
                ('pk', models.CompositePrimaryKey('article', 'other', blank=True, editable=False, primary_key=True, serialize=False)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='报道')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='另一篇')),
            ],
            options={
                'verbose_name': '相同的照片',
                'verbose_name_plural': '相同的照片',
            },
        ),
    ]
