"""Tables, migrations, locks and backups of the sender."""
