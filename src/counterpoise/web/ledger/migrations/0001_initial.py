import counterpoise.web.ledger.models.base
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Log',
            fields=[
                ('origin', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='EarlierVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=60)),
                ('ref', models.CharField(max_length=200)),
                ('version', models.PositiveIntegerField()),
                ('initiative', models.CharField(blank=True, db_index=True, max_length=200, null=True)),
                ('row', models.JSONField()),
                ('written', models.BigIntegerField(default=counterpoise.web.ledger.models.base.next_written, editable=False)),
            ],
            options={
                'ordering': ['written'],
                'constraints': [models.UniqueConstraint(fields=('table', 'ref', 'version'), name='one_row_per_version')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.log')),
                ('seq', models.BigIntegerField()),
                ('type', models.CharField(max_length=60)),
                ('envelope', models.BinaryField()),
            ],
            options={
                'ordering': ['log', 'seq'],
                'constraints': [models.UniqueConstraint(fields=('log', 'seq'), name='one_entry_per_number')],
            },
        ),
        migrations.CreateModel(
            name='EntryBody',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='body', serialize=False, to='ledger.entry')),
                ('body', models.BinaryField()),
                ('salt', models.BinaryField()),
            ],
        ),
    ]
