import counterpoise.web.ledger.models.base
import counterpoise.web.ledger.models.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('initiatives', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Audit',
            fields=[
                ('id', models.CharField(help_text="The record's name; the same in every version of it.", max_length=200, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, help_text='1 for the first telling, 2 for the first correction, and so on.')),
                ('supersedes_reason', models.TextField(blank=True, default='', help_text='Why this version replaces the one before.')),
                ('level', counterpoise.web.ledger.models.fields.WordField(default='collective', help_text="Whether it is about one person's care or about services for many.", max_length=40)),
                ('happened_at', counterpoise.web.ledger.models.fields.MomentField(blank=True, help_text='When it happened, as exactly as known; empty where nobody knows.', max_length=40, null=True)),
                ('recorded_at', models.DateTimeField(db_index=True, help_text='When it was written down here. Never earlier than it happened.')),
                ('source', models.TextField(blank=True, default='', help_text='Where this record comes from, such as a document, a list, or "assumed".')),
                ('quote', models.TextField(blank=True, default='', help_text='The words of that source that say it.')),
                ('written', models.BigIntegerField(db_index=True, default=counterpoise.web.ledger.models.base.next_written, editable=False)),
                ('recorded_by', models.ForeignKey(blank=True, help_text='Who wrote it down.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('on_behalf_of', models.ForeignKey(blank=True, help_text='For whom it was written down, where that is somebody else (by phone, from paper).', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('space', models.ForeignKey(blank=True, help_text='The room in which it may be read; empty for the open room.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.space')),
                ('initiative', models.ForeignKey(blank=True, help_text='The initiative or care path it belongs to; empty for what serves all of them, such as a person.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('at', models.DateField(blank=True, help_text='The day up to which the record was read.', null=True)),
                ('edition', counterpoise.web.ledger.models.fields.WordField(default='shared', help_text='Whose record was read.', max_length=40)),
                ('seed', models.IntegerField(default=0, help_text='The seed of every draw.')),
                ('settings', models.TextField(blank=True, default='', help_text='What else was set, in plain words.')),
                ('records_hash', models.TextField(blank=True, default='', help_text='The SHA-256 of the records that were read.')),
                ('published_at', counterpoise.web.ledger.models.fields.MomentField(blank=True, help_text='When it was published, with the contests.', max_length=40, null=True)),
            ],
            options={
                'db_table': 'audit_audits',
                'ordering': ['written'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AuditFinding',
            fields=[
                ('id', models.CharField(help_text="The record's name; the same in every version of it.", max_length=200, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, help_text='1 for the first telling, 2 for the first correction, and so on.')),
                ('supersedes_reason', models.TextField(blank=True, default='', help_text='Why this version replaces the one before.')),
                ('level', counterpoise.web.ledger.models.fields.WordField(default='collective', help_text="Whether it is about one person's care or about services for many.", max_length=40)),
                ('happened_at', counterpoise.web.ledger.models.fields.MomentField(blank=True, help_text='When it happened, as exactly as known; empty where nobody knows.', max_length=40, null=True)),
                ('recorded_at', models.DateTimeField(db_index=True, help_text='When it was written down here. Never earlier than it happened.')),
                ('source', models.TextField(blank=True, default='', help_text='Where this record comes from, such as a document, a list, or "assumed".')),
                ('quote', models.TextField(blank=True, default='', help_text='The words of that source that say it.')),
                ('written', models.BigIntegerField(db_index=True, default=counterpoise.web.ledger.models.base.next_written, editable=False)),
                ('recorded_by', models.ForeignKey(blank=True, help_text='Who wrote it down.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('on_behalf_of', models.ForeignKey(blank=True, help_text='For whom it was written down, where that is somebody else (by phone, from paper).', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('space', models.ForeignKey(blank=True, help_text='The room in which it may be read; empty for the open room.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.space')),
                ('initiative', models.ForeignKey(blank=True, help_text='The initiative or care path it belongs to; empty for what serves all of them, such as a person.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('audit', models.ForeignKey(blank=True, help_text='The power check.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.audit')),
                ('indicator', models.TextField(blank=True, default='', help_text="The indicator's code.")),
                ('value', models.FloatField(blank=True, help_text='The figure; empty where there is none.', null=True)),
                ('numerator', models.FloatField(blank=True, help_text='How many.', null=True)),
                ('denominator', models.FloatField(blank=True, help_text='Of how many.', null=True)),
                ('display', models.TextField(blank=True, default='', help_text='How it may be shown.')),
            ],
            options={
                'db_table': 'audit_audit_findings',
                'ordering': ['written'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contest',
            fields=[
                ('id', models.CharField(help_text="The record's name; the same in every version of it.", max_length=200, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, help_text='1 for the first telling, 2 for the first correction, and so on.')),
                ('supersedes_reason', models.TextField(blank=True, default='', help_text='Why this version replaces the one before.')),
                ('level', counterpoise.web.ledger.models.fields.WordField(default='collective', help_text="Whether it is about one person's care or about services for many.", max_length=40)),
                ('happened_at', counterpoise.web.ledger.models.fields.MomentField(blank=True, help_text='When it happened, as exactly as known; empty where nobody knows.', max_length=40, null=True)),
                ('recorded_at', models.DateTimeField(db_index=True, help_text='When it was written down here. Never earlier than it happened.')),
                ('source', models.TextField(blank=True, default='', help_text='Where this record comes from, such as a document, a list, or "assumed".')),
                ('quote', models.TextField(blank=True, default='', help_text='The words of that source that say it.')),
                ('written', models.BigIntegerField(db_index=True, default=counterpoise.web.ledger.models.base.next_written, editable=False)),
                ('recorded_by', models.ForeignKey(blank=True, help_text='Who wrote it down.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('on_behalf_of', models.ForeignKey(blank=True, help_text='For whom it was written down, where that is somebody else (by phone, from paper).', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('space', models.ForeignKey(blank=True, help_text='The room in which it may be read; empty for the open room.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.space')),
                ('initiative', models.ForeignKey(blank=True, help_text='The initiative or care path it belongs to; empty for what serves all of them, such as a person.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.initiative')),
                ('finding', models.ForeignKey(blank=True, help_text='The figure in one power check.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.auditfinding')),
                ('indicator', models.TextField(blank=True, default='', help_text="The indicator's code, where it is about every power check.")),
                ('text', models.TextField(blank=True, default='', help_text='What they say.')),
                ('side', counterpoise.web.ledger.models.fields.WordField(blank=True, help_text='On whose side they speak.', max_length=40, null=True)),
                ('capacity', models.ForeignKey(blank=True, help_text='As what they speak.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.capacity')),
            ],
            options={
                'db_table': 'audit_contests',
                'ordering': ['written'],
                'abstract': False,
            },
        ),
    ]
