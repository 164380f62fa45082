"""The demonstration, for real: the site is built, mails go by SMTP, the accounts balance."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_demo_sends_a_post_to_everybody_and_balances(tmp_path):
    for name in ("pelicanconf.py", "content", "theme", "plugins", ".cache"):
        if (ROOT / name).exists():
            (tmp_path / name).symlink_to(ROOT / name)
    ran = subprocess.run(
        [sys.executable, "-m", "plugins.newsletter", "demo"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    balances = re.findall(r"^ +(\d+) Mails = (\d+) gesandt", ran.stdout, re.MULTILINE)
    assert balances == [("10", "10"), ("5", "5"), ("5", "5")]
    post = tmp_path / "var/demo/post"
    assert len(list(post.glob("*.eml"))) == 20
    assert (post / "index.html").is_file()
    assert "Nur zur Vorführung" in next(post.glob("*.txt")).read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / "var")
