"""What pictures cost a build: the house, cold and warm, and a plain Pillow loop, in turns.

    python benchmarks/images.py [--quick]

Both make the same files of the same photograph-like pictures: each lead picture in five widths, as AVIF,
WebP and JPEG with the same settings. The loop is what anyone would write: open, turn, resize, save, one after
the other, every build anew. The house reads them as a build does: it also checks each file, works in all cores
and keeps what it made. Wall time, because cores are the point; the ratio is taken within a round. A picture's
bytes are those of the width that a phone asks for (900), beside the error of each format (PSNR, dB).
"""

import argparse
import io
import json
import math
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, ImageStat

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from plugins.images.settings import ImageSettings  # noqa: E402 - needs the path
from plugins.images.studio import Studio  # noqa: E402
from plugins.manuscript.archive import Archive  # noqa: E402
from plugins.manuscript.build import Build  # noqa: E402
from plugins.manuscript.faults import Faults  # noqa: E402
from plugins.manuscript.renditions import PictureUse  # noqa: E402

SAVING = {
    "avif": {"quality": 50, "speed": 8},
    "webp": {"quality": 75, "method": 4},
    "jpeg": {"quality": 80, "progressive": True, "subsampling": "4:2:0"},
}
WIDTHS = ImageSettings().lead_widths
PHONE = 900
GOAL_WARM_MS = 20  # a picture


def photograph(width: int, height: int, seed: int) -> Image.Image:
    """Return soft areas, edges and the grain of a sensor."""
    chance = random.Random(seed)  # noqa: S311 - no secret, a picture
    bands = []
    for _ in range(3):
        band = Image.new("L", (width, height))
        for cells, weight in ((5, 1.0), (24, 0.35), (120, 0.15)):
            size = (cells, max(1, cells * height // width))
            noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
            band = Image.blend(
                band, noise.resize((width, height), Image.Resampling.BICUBIC), weight
            )
        bands.append(band)
    image = Image.merge("RGB", bands)
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y, size = (
            chance.randrange(width),
            chance.randrange(height),
            chance.randrange(9, width // 8),
        )
        corners = [(x, y), (x + size, y + size // 3), (x, y + size)]
        draw.polygon(corners, fill=tuple(chance.randbytes(3)))
    tile = Image.frombytes("L", (512, 512), chance.randbytes(512 * 512))
    grain = Image.new("L", (width, height))
    for left in range(0, width, 512):
        for top in range(0, height, 512):
            grain.paste(tile, (left, top))
    grain = grain.point([118 + value // 13 for value in range(256)])
    soft = image.filter(ImageFilter.GaussianBlur(1.5))
    return ImageChops.add(soft, Image.merge("RGB", [grain] * 3), 1, -128)


def plain(files: list[Path], output: Path) -> None:
    """Make all files the plain way."""
    for file in files:
        with Image.open(file) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
        for width in WIDTHS:
            height = round(image.height * width / image.width)
            small = image.resize((width, height), Image.Resampling.LANCZOS)
            for name, saving in SAVING.items():
                small.save(output / f"{file.stem}-{width}.{name}", name.upper(), **saving)


def house(root: Path, files: list[Path], output: Path) -> Studio:
    """Make all files as a build does; what was made before below `root` is taken."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    build = Build(root, root / "content", moment, False, Archive(root / "content"), Faults())  # noqa: FBT003 - as in a build
    studio = Studio(build, ImageSettings())
    for file in files:
        studio.show(PictureUse(file, "lead", "Ein Haus", "a.md", 1, 1, 1, ""))
    studio.write(output)
    assert not len(build.faults)  # noqa: S101 - else nothing was measured
    return studio


def seconds(work: object, *arguments: object) -> float:
    begin = time.perf_counter()
    work(*arguments)  # type: ignore[operator]
    return time.perf_counter() - begin


def error(image: Image.Image, content: bytes) -> float:
    """Return the peak signal to noise ratio of an encoded picture, in dB."""
    seen = Image.open(io.BytesIO(content)).convert("RGB")
    found = ImageStat.Stat(ImageChops.difference(image, seen))
    mean = sum(total / count for total, count in zip(found.sum2, found.count, strict=True)) / 3
    return 10 * math.log10(255**2 / mean)


def formats(file: Path) -> dict[str, dict[str, float]]:
    """Return bytes, milliseconds and error of each format at the width of a phone."""
    with Image.open(file) as opened:
        small = opened.resize((PHONE, round(opened.height * PHONE / opened.width)))
    found = {}
    for name, saving in {**SAVING, "avif speed 6": SAVING["avif"] | {"speed": 6}}.items():
        out = io.BytesIO()
        begin = time.process_time()
        small.save(out, name.split()[0].upper(), **saving)
        spent = (time.process_time() - begin) * 1000
        found[name] = {
            "bytes": len(out.getvalue()),
            "cpu_ms": round(spent),
            "psnr": round(error(small, out.getvalue()), 1),
        }
    return found


def main() -> None:
    """Run the comparison and print the table and the RESULT line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="1 round of 4 smaller pictures")
    quick = parser.parse_args().quick
    rounds, count, size = (1, 4, (2400, 1600)) if quick else (3, 8, (4032, 3024))
    colds, warms, loops = [], [], []
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        folder = top / "content/bilder"
        folder.mkdir(parents=True)
        files = [folder / f"bild-{number}.jpg" for number in range(count)]
        for number, file in enumerate(files):
            photograph(*size, number).save(file, quality=92)
        table = formats(files[0])
        for number in range(rounds):
            output, loop = top / f"output-{number}", top / f"loop-{number}"
            loop.mkdir()
            for kept in (top / ".cache/bilder").glob("*"):
                kept.unlink()
            colds.append(seconds(house, top, files, output))
            warms.append(seconds(house, top, files, output))
            loops.append(seconds(plain, files, loop))
    each = {
        "cold_ms": statistics.median(colds) / count * 1000,
        "warm_ms": statistics.median(warms) / count * 1000,
        "loop_ms": statistics.median(loops) / count * 1000,
        "loop_to_cold": statistics.median(a / b for a, b in zip(loops, colds, strict=True)),
        "loop_to_warm": statistics.median(a / b for a, b in zip(loops, warms, strict=True)),
    }
    for format_name, found in table.items():
        print(
            f"{format_name:<13} {PHONE} px {found['bytes']:>8,.0f} bytes {found['cpu_ms']:>5.0f} ms {found['psnr']:>5.1f} dB"
        )
    print(
        f"a picture of {size[0]} × {size[1]}: cold {each['cold_ms']:.0f} ms, warm {each['warm_ms']:.1f} ms"
        f" (goal: at most {GOAL_WARM_MS}), plain loop {each['loop_ms']:.0f} ms"
    )
    print(f"loop / house: cold {each['loop_to_cold']:.2f}, warm {each['loop_to_warm']:.0f}")
    rounded = {key: round(value, 2) for key, value in each.items()}
    print(f"RESULT {json.dumps({'pictures': count, **rounded, 'formats': table})}")


if __name__ == "__main__":
    main()
