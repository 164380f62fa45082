"""The newsletter takes the fields of this site's own feed for topics, and nothing else."""

from pelicanconf import NEWSLETTER
from plugins.newsletter.source.reading import read_feed


def test_topics_are_the_fields_with_their_names_and_no_kinds(real_site):
    content = (real_site.output / "feeds/alle.atom.xml").read_bytes()
    feed = read_feed(content, topic_scheme=NEWSLETTER.topic_scheme)
    every = read_feed(content).entries
    topics = {topic for entry in feed.entries for topic in entry.topics}
    assert feed.notes == ()
    assert "senioren" in topics
    assert {topic for entry in every for topic in entry.topics} - topics == {
        "datenbeitrag",
        "projekt",
        "rueckblick",
    }
    labels = {term: label for entry in feed.entries for term, label in entry.topic_labels.items()}
    assert labels["senioren"] == "SENIOREN schätzen"
    assert any(entry.lead and entry.lead_alt for entry in feed.entries)
