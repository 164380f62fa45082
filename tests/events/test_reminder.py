from plugins.events.reminder import lapsed
from tests.conftest import MOMENT
from tests.events.invented import BERLIN


def test_editors_are_reminded_of_help_that_held_until_a_day(county, post):
    offers = {
        "alt": {"gilt_bis": "2025-05-31"},
        "neu": {"gilt_bis": "2025-06-01"},
        "entwurf": {"gilt_bis": "2025-05-01", "status": "entwurf"},
        "offen": {},
    }
    county.write(
        {
            f"content/beitraege/2025/{name}.md": post(art="hilfe", titel=name, **head)
            for name, head in offers.items()
        }
    )
    archive, faults = county.read()
    assert not list(faults)
    (hint,) = lapsed(archive, BERLIN, MOMENT)
    assert hint.place == "content/beitraege/2025/alt.md:9:1"
    assert hint.excerpt == "gilt_bis: 2025-05-31"
    assert "Das Angebot galt bis 31. Mai 2025" in hint.message
    assert "setzen Sie «gilt_bis» neu" in hint.advice
