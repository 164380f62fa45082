"""From entries to a mail: text, HTML, pictures, headers; rendered once, personal bytes spliced in."""
