
import counterpoise.web.ledger.models.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WitnessKey',
            fields=[
                ('once', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('key', models.CharField(max_length=300, unique=True)),
                ('outside', models.BooleanField()),
                ('added_by', counterpoise.web.ledger.models.fields.RefField(blank=True, db_index=True, max_length=200, null=True)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['added_at'],
            },
        ),
        migrations.AddField(
            model_name='log',
            name='edge',
            field=models.BinaryField(default=b''),
        ),
        migrations.CreateModel(
            name='EntryRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=60)),
                ('ref', models.CharField(db_index=True, max_length=200)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ledger.entrybody')),
            ],
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField()),
                ('root', models.BinaryField()),
                ('note', models.TextField()),
                ('signed_at', models.DateTimeField()),
                ('log', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.log')),
            ],
            options={
                'ordering': ['log', '-size'],
                'constraints': [models.UniqueConstraint(fields=('log', 'size'), name='one_checkpoint_per_size')],
            },
        ),
        migrations.CreateModel(
            name='RoomDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
                ('room', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.log')),
            ],
            options={
                'ordering': ['room', '-on'],
                'constraints': [models.UniqueConstraint(fields=('room', 'on'), name='one_line_per_room_and_day')],
            },
        ),
        migrations.CreateModel(
            name='TreeNode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('place', models.BigIntegerField()),
                ('hash', models.BinaryField()),
                ('log', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.log')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('log', 'level', 'place'), name='one_hash_per_place')],
            },
        ),
    ]
