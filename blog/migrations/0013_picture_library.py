import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0012_threads_grown_up'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(unique=True, upload_to='pictures/%Y/%m/', verbose_name='file')),
                ('width', models.PositiveIntegerField()),
            ],
            options={
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='PictureUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=10)),
                ('is_current', models.BooleanField(default=True)),
            ],
            options={
                'default_permissions': [],
            },
        ),
        migrations.AddField(
            model_name='picture',
            name='folded',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(fields=['-uploaded_at'], name='picture_newest'),
        ),
        migrations.AddField(
            model_name='formerfile',
            name='picture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_files', to='blog.picture'),
        ),
        migrations.AddField(
            model_name='pictureuse',
            name='picture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='blog.picture'),
        ),
        migrations.AddField(
            model_name='pictureuse',
            name='post',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='picture_uses', to='blog.post'),
        ),
        migrations.AddConstraint(
            model_name='pictureuse',
            constraint=models.UniqueConstraint(fields=('picture', 'post', 'place'), name='picture_use_once_a_text'),
        ),
    ]
