"""An invitation to an initiative says on which side; what was given before says none and vouches for its giver's."""

from django.db import migrations

import counterpoise.web.ledger.models.fields


class Migration(migrations.Migration):
    """Adds one field that may be empty."""

    dependencies = [("people", "0004_one_open_admission")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="side",
            field=counterpoise.web.ledger.models.fields.WordField(max_length=40, null=True),
        ),
    ]
