"""Each fault of the zone is found, and none other is reported with it."""

import pytest

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.operation.doctor.dkim import check_dkim, key_length
from plugins.newsletter.operation.doctor.dmarc import check_dmarc, organisational, policies, walk
from plugins.newsletter.operation.doctor.finding import Grade
from plugins.newsletter.operation.doctor.hosts import check_hosts
from plugins.newsletter.operation.doctor.resolver import ZoneFile
from plugins.newsletter.operation.doctor.spf import check_spf

SPF = '"v=spf1 ip4:192.0.2.10 include:_spf.netz.example -all"'
DMARC = '"v=DMARC1; p=quarantine; rua=mailto:berichte@kreis.example"'


def examine(resolver, *selectors):
    return [
        *check_spf("news.kreis.example", resolver),
        *check_dkim("kreis.example", selectors, resolver),
        *check_dmarc("kreis.example", "news.kreis.example", resolver),
        *check_hosts("news.kreis.example", resolver),
    ]


def faults(found):
    return [(each.check, each.grade) for each in found if each.grade is not Grade.OK]


def test_a_healthy_zone_has_nothing_to_report(zone, healthy):
    found = examine(zone(healthy))
    assert not faults(found)
    assert {each.check for each in found} == {"SPF", "DKIM", "DMARC", "Ausrichtung", "MX", "PTR"}


FAULTS = {
    "no spf": ("SPF", "fehler", SPF, '"etwas anderes"'),
    "two spf": ("SPF", "fehler", f"TXT   {SPF}", f'TXT {SPF}\nnews IN TXT "v=spf1 mx -all"'),
    "spf for all": ("SPF", "fehler", f"{SPF}", '"v=spf1 ip4:192.0.2.10 +all"'),
    "spf for nobody": ("SPF", "fehler", SPF, '"v=spf1 -all"'),
    "spf without an end": ("SPF", "hinweis", SPF, '"v=spf1 mx"'),
    "spf that says nothing": ("SPF", "hinweis", SPF, '"v=spf1 mx ?all"'),
    "spf with too many questions": (
        "SPF", "fehler", SPF, '"v=spf1 ' + " ".join(f"a:h{n}.example" for n in range(11)) + ' -all"',
    ),
    "spf with too many questions behind an include": (
        "SPF", "fehler", '"v=spf1 ip4:198.51.100.0/24 -all"',
        '"v=spf1 ' + " ".join(f"exists:h{n}.example" for n in range(10)) + ' -all"',
    ),
    "no dkim": ("DKIM", "fehler", "mail._domainkey", "anders._domainkey"),
    "revoked dkim": ("DKIM", "fehler", '"v=DKIM1; k=rsa; p="', '"v=DKIM1; p=;"'),
    "test dkim": ("DKIM", "hinweis", '"v=DKIM1; k=rsa; p="', '"v=DKIM1; t=y; p="'),
    "dkim for sha1": ("DKIM", "fehler", '"v=DKIM1; k=rsa; p="', '"v=DKIM1; h=sha1; p="'),
    "mangled dkim": ("DKIM", "fehler", '"v=DKIM1; k=rsa; p="', '"v=DKIM1; p=AAAA"'),
    "only ed25519": ("DKIM", "hinweis", '"v=DKIM1; k=rsa; p="', '"v=DKIM1; k=ed25519; p="'),
    "no dmarc": ("DMARC", "fehler", DMARC, '"nichts"'),
    "two dmarc": ("DMARC", "fehler", f"TXT   {DMARC}", f'TXT {DMARC}\n_dmarc IN TXT "v=DMARC1; p=none"'),
    "dmarc without a rule": ("DMARC", "fehler", DMARC, '"v=DMARC1; rua=mailto:x@kreis.example"'),
    "dmarc that lets all pass": ("DMARC", "hinweis", DMARC, '"v=DMARC1; p=none"'),
    "strict alignment": ("Ausrichtung", "hinweis", DMARC, '"v=DMARC1; p=reject; aspf=s"'),
    "null mx": ("MX", "fehler", "10 mail", "0 ."),
    "no mx": ("MX", "fehler", "news               IN MX    10 mail", ""),
    "mx without an address": ("MX", "fehler", "mail               IN A     192.0.2.10", ""),
    "no way back": ("PTR", "hinweis", "IN PTR mail.kreis.example.", "IN PTR anders.kreis.example."),
}  # fmt: skip


@pytest.mark.parametrize("seeded", FAULTS.values(), ids=FAULTS)
def test_a_seeded_fault_is_found_and_none_other(zone, healthy, seeded):
    check, grade, old, new = seeded
    assert old in healthy
    found = examine(zone(healthy.replace(old, new)))
    assert faults(found) == [(check, Grade.FAULT if grade == "fehler" else Grade.HINT)]
    assert all(each.advice for each in found if each.grade is not Grade.OK)


def test_a_short_key_is_found(zone, healthy, key_of_bits):
    text = healthy.replace(key_of_bits(2048)[:200], key_of_bits(1024))
    text = text.replace(f'"{key_of_bits(2048)[200:]}"', "")
    (found,) = [each for each in examine(zone(text)) if each.grade is not Grade.OK]
    assert found.text == "Der Schlüssel „mail“ hat nur 1024 Bit."


def test_a_selector_that_is_named_is_asked_alone(zone, healthy):
    resolver = zone(healthy)
    assert not faults(examine(resolver, "mail"))
    assert faults(examine(resolver, "neu")) == [("DKIM", Grade.FAULT)]


def test_a_revoked_old_key_beside_a_new_one_is_as_it_should_be(zone, healthy):
    text = healthy + 's1._domainkey IN TXT "v=DKIM1; p="\n'
    assert not faults(examine(zone(text)))
    assert faults(examine(zone(text), "s1")) == [("DKIM", Grade.FAULT)]


def test_a_foreign_envelope_leaves_dmarc_to_dkim_alone(zone, healthy):
    text = healthy + '_dmarc.netz.example. IN TXT "v=DMARC1; p=reject"\n'
    found = [*check_dmarc("kreis.example", "bounces.netz.example", zone(text))]
    assert faults(found) == [("Ausrichtung", Grade.HINT)]


def test_name_servers_that_are_silent_are_a_hint_not_a_fault():
    class Silent:
        def ask(self, *_):
            return None

    found = examine(Silent(), "mail")
    assert {grade for check, grade in faults(found) if check != "DKIM"} == {Grade.HINT}


@pytest.mark.parametrize("bits", [1024, 2048, 4096])
@pytest.mark.parametrize("bare", [True, False])
def test_the_length_of_a_key_is_that_of_its_modulus(key_of_bits, bits, bare):
    assert key_length(key_of_bits(bits, bare=bare)) == bits


def test_the_tree_is_walked_in_at_most_eight_questions():
    assert walk("a.b.example") == ["a.b.example", "b.example", "example"]
    long = "a.b.c.d.e.f.g.h.i.j.mail.example"
    assert walk(long) == [
        long, "f.g.h.i.j.mail.example", "g.h.i.j.mail.example",
        "h.i.j.mail.example", "i.j.mail.example", "j.mail.example", "mail.example", "example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ({"kreis.example": "p=none"}, "kreis.example"),
        ({"news.kreis.example": "p=none", "kreis.example": "p=none"}, "kreis.example"),
        ({"news.kreis.example": "p=none; psd=n", "kreis.example": "p=none"}, "news.kreis.example"),
        ({"example": "p=none; psd=y"}, "kreis.example"),
        ({}, "news.kreis.example"),
    ],
)
def test_the_organisational_domain_is_found_by_the_walk(zone, records, expected):
    lines = [f'_dmarc.{name}. IN TXT "v=DMARC1; {tags}"' for name, tags in records.items()]
    resolver = zone("\n".join(lines) + "\n")
    assert (
        organisational("news.kreis.example", policies("news.kreis.example", resolver)) == expected
    )


def test_the_policy_of_a_public_suffix_counts_where_there_is_no_other(zone):
    resolver = zone('_dmarc.example. IN TXT "v=DMARC1; p=reject; psd=y"\n')
    assert not faults(check_dmarc("kreis.example", "news.kreis.example", resolver))


def test_a_zone_file_that_cannot_be_read_is_a_wrong_option(tmp_path, zone):
    with pytest.raises(WrongUse, match=r"„fehlt\.zone“"):
        ZoneFile(tmp_path / "fehlt.zone")
    with pytest.raises(WrongUse, match="nicht zu lesen"):
        zone("das ist keine Zone\n")
