"""The desk: what editors and developers do at a terminal.

A tool package, not a Pelican plugin: it starts Pelican as a program and reads what that leaves in
the output folder. `tasks.py` calls the rooms and holds no logic of its own.

`environment` sets the house up · `site` builds it · `preview` shows it while writing · `new` starts a
text · `check` and `external` judge the built pages · `program` starts the developers' tools.
"""
