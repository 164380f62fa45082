"""Many files as one ZIP whose bytes depend on nothing but theirs."""

import io
import zipfile
from collections.abc import Mapping

# The earliest day that the format knows (PKWARE APPNOTE 4.4.6): what was packed has its own dates.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


def zip_archive(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return a ZIP with all files in one folder, sorted by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _UNIX  # else the machine that packs is named
            archive.writestr(entry, files[name])
    return packed.getvalue()
