from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0008_revisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='tag',
            name='hidden_names',
            field=models.TextField(blank=True, help_text='One a line. Who types one gets this tag; found by search, not shown.', verbose_name='other names'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('review_due__isnull', False)), fields=['review_due'], name='post_review_due'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('outlook_as_of__isnull', False)), fields=['outlook_as_of'], name='post_outlook_as_of'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(condition=models.Q(('start_as_of__isnull', False)), fields=['start_as_of'], name='post_start_as_of'),
        ),
        migrations.AddIndex(
            model_name='sectionreview',
            index=models.Index(condition=models.Q(('review_due__isnull', False)), fields=['review_due', 'role'], name='section_review_due'),
        ),
        migrations.AddIndex(
            model_name='pay',
            index=models.Index(fields=['as_of', 'role'], name='pay_by_date'),
        ),
    ]
