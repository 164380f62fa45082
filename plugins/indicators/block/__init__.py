"""The editor's words: a ```diagramm block → a request, or every fault in its way."""
