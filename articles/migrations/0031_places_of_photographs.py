from django.db import migrations, models

AS_JSON = """
ALTER TABLE articles_article ALTER COLUMN photographs TYPE jsonb USING to_jsonb(photographs);
UPDATE articles_article SET photographs = {whole} WHERE photographs <> '[]';
UPDATE articles_valueread AS kept SET value = jsonb_set(value, '{{photographs}}', {kept})
WHERE target = 'article' AND field = 'present' AND value -> 'photographs' <> '[]';
UPDATE articles_photograph AS photograph SET number = counted.number
FROM (SELECT id, row_number() OVER (PARTITION BY article_id ORDER BY id) AS number FROM articles_photograph) AS counted
WHERE photograph.id = counted.id AND counted.number > 1;
"""
EACH = """(
    SELECT jsonb_agg(jsonb_build_object('miniature', each, 'page', 0, 'box', null, 'file', '', 'width', 0) ORDER BY at)
    FROM jsonb_array_elements_text({}) WITH ORDINALITY AS listed (each, at)
)"""


class Migration(migrations.Migration):
    """Where a photograph is, beside its miniature. Of those that were read before it is not known: they are found, and
    shown when their sources are read again."""

    dependencies = [
        ('articles', '0030_miniatures'),
    ]

    operations = [
        migrations.AddField(
            model_name='photograph',
            name='number',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='第几张'),
            preserve_default=False,
        ),
        migrations.RunSQL(
            AS_JSON.format(whole=EACH.format('photographs'), kept=EACH.format("kept.value -> 'photographs'")),
            state_operations=[
                migrations.AlterField(
                    model_name='article',
                    name='photographs',
                    field=models.JSONField(blank=True, default=list, verbose_name='照片'),
                ),
            ],
        ),
    ]
