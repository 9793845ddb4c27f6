import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0032_registered_terms'),
    ]

    operations = [
        migrations.AlterField(
            model_name='alert',
            name='address',
            field=models.CharField(max_length=500),
        ),
        migrations.CreateModel(
            name='Endpoint',
            fields=[
                ('alert', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='articles.alert')),
                ('secret', models.CharField(max_length=60)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('retry_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
    ]
