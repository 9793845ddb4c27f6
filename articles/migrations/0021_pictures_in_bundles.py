from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0020_shared_prints'),
    ]

    operations = [
        migrations.AddField(
            model_name='sourcefile',
            name='pictures',
            field=models.JSONField(blank=True, default=list, help_text='各页的图像是压缩包里的哪个文件；由文件本身画成的不记。', verbose_name='页面图像'),
        ),
    ]
