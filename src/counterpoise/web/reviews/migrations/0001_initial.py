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
            name='LevelReport',
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
                ('side', counterpoise.web.ledger.models.fields.WordField(blank=True, help_text="The person's side.", max_length=40, null=True)),
                ('experienced_level', counterpoise.web.ledger.models.fields.WordField(blank=True, help_text='The say that they experienced.', max_length=40, null=True)),
            ],
            options={
                'db_table': 'reviews_level_reports',
                'ordering': ['written'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReviewRound',
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
                ('number', models.IntegerField(default=1, help_text='1 for the first round.')),
                ('state', counterpoise.web.ledger.models.fields.WordField(default='planned', help_text='Where it stands.', max_length=40)),
                ('open_from', models.DateField(blank=True, help_text='The first day on which people can answer.', null=True)),
                ('open_until', models.DateField(blank=True, help_text='The day from which they no longer can.', null=True)),
                ('channels', counterpoise.web.ledger.models.fields.ManyField(blank=True, default=tuple, help_text='By which ways people can answer.')),
                ('release_at', counterpoise.web.ledger.models.fields.MomentField(blank=True, help_text='When both sides see the answers, and nobody earlier.', max_length=40, null=True)),
                ('talked_at', counterpoise.web.ledger.models.fields.MomentField(blank=True, help_text='When they talked about them.', max_length=40, null=True)),
                ('meeting', models.ForeignKey(blank=True, help_text='The meeting at which they did.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.meeting')),
                ('outcomes', counterpoise.web.ledger.models.fields.ManyField(blank=True, default=tuple, help_text='What they agreed on, per tension.')),
                ('next_review_on', models.DateField(blank=True, help_text='When they look again.', null=True)),
            ],
            options={
                'db_table': 'reviews_review_rounds',
                'ordering': ['written'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReviewAnswer',
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
                ('round', models.ForeignKey(blank=True, help_text='The round.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.reviewround')),
                ('side', counterpoise.web.ledger.models.fields.WordField(blank=True, help_text="The person's side.", max_length=40, null=True)),
                ('respondent', models.TextField(blank=True, default='', help_text="The person's number in that round; it says nothing in another one.")),
                ('item', models.TextField(blank=True, default='', help_text="The question's code, such as ``T2a``, ``X1`` or ``who_decides``.")),
                ('matter', models.ForeignKey(blank=True, help_text='The matter, for "who decides this?".', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='initiatives.matter')),
                ('value', models.IntegerField(blank=True, help_text='The figure.', null=True)),
                ('no_answer', counterpoise.web.ledger.models.fields.WordField(blank=True, help_text='Why there is none.', max_length=40, null=True)),
                ('words', models.TextField(blank=True, default='', help_text='The answer in words.')),
            ],
            options={
                'db_table': 'reviews_review_answers',
                'ordering': ['written'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Ranking',
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
                ('round', models.ForeignKey(blank=True, help_text='The round of review that it belongs to.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.reviewround')),
                ('side', counterpoise.web.ledger.models.fields.WordField(blank=True, help_text="The person's side.", max_length=40, null=True)),
                ('respondent', models.TextField(blank=True, default='', help_text="The person's number in that round.")),
                ('considerations', counterpoise.web.ledger.models.fields.ManyField(blank=True, default=tuple, help_text='How strongly they agree with each consideration.')),
                ('preferences', counterpoise.web.ledger.models.fields.ManyField(blank=True, default=tuple, help_text='The rank that they give to each preference.')),
            ],
            options={
                'db_table': 'reviews_rankings',
                'ordering': ['written'],
                'abstract': False,
            },
        ),
    ]
