"""Which third-party style sheets and scripts does the browser need?  Vendored: no page asks another host.

Run by a maintainer in a folder into which `npm pack` has put the packages of PACKAGES:

    npm pack bootstrap@5.3.9 bootstrap-icons@1.13.2 sortablejs@1.15.7 htmx.org@2.0.10
    python -m config.vendoring.assets .

htmx itself is the file that comes with django-htmx, so that both always fit together; the package of the
same version gives its licence.
"""

import re
import shutil
import sys
import tarfile
from importlib.resources import files
from pathlib import Path

from config.vendoring import manifest

TARGET = Path(__file__).resolve().parents[2] / "static" / "vendor"

# package → the files we ship of it: path in the package → path in our folder.
PACKAGES = {
    "bootstrap-5.3.9": {
        "dist/css/bootstrap.min.css": "bootstrap.min.css",
        "dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
        "LICENSE": "LICENSE",
    },
    "bootstrap-icons-1.13.2": {
        "font/bootstrap-icons.min.css": "bootstrap-icons.min.css",
        "font/fonts/bootstrap-icons.woff2": "fonts/bootstrap-icons.woff2",
        "LICENSE": "LICENSE",
    },
    "sortablejs-1.15.7": {"Sortable.min.js": "sortable.min.js", "LICENSE": "LICENSE"},
    "htmx.org-2.0.10": {"LICENSE": "LICENSE"},
}
HTMX = "static/django_htmx/htmx-2.min.js"

# A reference to a file that is not shipped stops collectstatic.
_SOURCE_MAP = re.compile(rb"\n?/[/*][#@] ?sourceMappingURL=[^\n*]*(?:\*/)?")
_WOFF = re.compile(rb',url\("[^"]*\.woff\?[^"]*"\) format\("woff"\)')


def plain(content: bytes) -> bytes:
    """Take out references to source maps and to the older font format."""
    return _WOFF.sub(b"", _SOURCE_MAP.sub(b"", content))


def unpack(package: str, folder: Path) -> None:
    """Copy the wanted files of one packed package.

    Raises KeyError when the package lacks one of them.
    """
    with tarfile.open(folder / f"{package}.tgz") as archive:
        for source, target in PACKAGES[package].items():
            file = archive.extractfile(f"package/{source}")
            assert file is not None
            path = TARGET / package.replace("htmx.org", "htmx") / target
            path.parent.mkdir(parents=True, exist_ok=True)
            content = file.read()
            path.write_bytes(plain(content) if path.suffix in (".css", ".js") else content)


def main(folder: Path) -> None:
    """Fill static/vendor anew and write its manifest."""
    shutil.rmtree(TARGET, ignore_errors=True)
    for package in PACKAGES:
        unpack(package, folder)
    htmx = (files("django_htmx") / HTMX).read_bytes()
    (TARGET / "htmx-2.0.10" / "htmx.min.js").write_bytes(plain(htmx))
    manifest.write(TARGET)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
