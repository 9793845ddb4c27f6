from django.db import migrations, models

# Every address at which a page of an issue answered goes on answering, whatever moves the page: an editor, a new
# reading, a page that comes before it, or the new day.
REMEMBER = """
CREATE FUNCTION articles_page_address(number text, "position" integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN number <> '' THEN number ELSE 'p' || "position" END
$$;
CREATE FUNCTION articles_page_remember() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.issue_id <> OLD.issue_id OR articles_page_address(NEW.number, NEW.position)
     <> articles_page_address(OLD.number, OLD.position) THEN
    INSERT INTO articles_redirect (kind, old, new)
    SELECT 'page', slug || '/' || articles_page_address(OLD.number, OLD.position), slug
    FROM articles_issue WHERE id = OLD.issue_id
    ON CONFLICT ON CONSTRAINT redirect_once_an_address DO UPDATE SET new = EXCLUDED.new;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION articles_issue_remember() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO articles_redirect (kind, old, new)
  SELECT DISTINCT 'page', OLD.slug || '/' || articles_page_address(number, "position"), NEW.slug
  FROM articles_page WHERE issue_id = NEW.id
  ON CONFLICT ON CONSTRAINT redirect_once_an_address DO UPDATE SET new = EXCLUDED.new;
  RETURN NULL;
END $$;
CREATE TRIGGER remember_address AFTER UPDATE OR DELETE ON articles_page
  FOR EACH ROW EXECUTE FUNCTION articles_page_remember();
CREATE TRIGGER remember_addresses AFTER UPDATE ON articles_issue
  FOR EACH ROW WHEN (NEW.slug <> OLD.slug) EXECUTE FUNCTION articles_issue_remember();
"""
FORGET = """
DROP TRIGGER remember_addresses ON articles_issue;
DROP TRIGGER remember_address ON articles_page;
DROP FUNCTION articles_issue_remember();
DROP FUNCTION articles_page_remember();
DROP FUNCTION articles_page_address(text, integer);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_suppression'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='suppression', name='suppression_mask_has_name'),
        migrations.AlterField(
            model_name='suppression',
            name='kind',
            field=models.CharField(choices=[('delist', '不再列出'), ('mask', '隐去姓名'), ('withdraw', '撤下')], max_length=10, verbose_name='种类'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['delist', 'withdraw']), ('name', '')), models.Q(('kind', 'mask'), models.Q(('name', ''), _negated=True)), _connector='OR'), name='suppression_mask_has_name'),
        ),
        migrations.AlterField(
            model_name='redirect',
            name='kind',
            field=models.CharField(choices=[('issue', '期'), ('article', '报道'), ('official', '官员'), ('place', '地方'), ('page', '版'), ('gone', '不再读出的报道')], max_length=14, verbose_name='种类'),
        ),
        migrations.RunSQL(REMEMBER, FORGET),
    ]
