"""The open series as a catalogue that data portals read: DCAT-AP.de 3.0, in Turtle and in JSON-LD."""
