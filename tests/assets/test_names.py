from plugins.assets.names import hashed, sweep


def test_a_name_changes_with_what_the_file_holds_and_with_nothing_else():
    assert hashed("css/site.css", b"a") == hashed("css/site.css", b"a")
    assert hashed("css/site.css", b"a") != hashed("css/site.css", b"b")


def test_what_a_former_build_wrote_is_swept_and_nothing_else(tmp_path):
    former, now = (hashed("site.css", content) for content in (b"a", b"b"))
    kept = {now, "feed.css", "site.min.css", "OFL.txt"}
    for name in {former} | kept:
        (tmp_path / name).touch()
    sweep(tmp_path, {now})
    assert {path.name for path in tmp_path.iterdir()} == kept
    sweep(tmp_path / "not-there", ())
