"""Which fonts do official documents need?  The Fandol faces, and one face for the rare characters of names.

Run by a maintainer with two folders into which the Debian packages were unpacked (`dpkg -x`):

    python -m config.vendoring.fonts TEXLIVE_LANG_CHINESE FONTS_LXGW_WENKAI
"""

import gzip
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from config.vendoring import manifest

TARGET = Path(__file__).resolve().parents[2] / "static" / "fonts"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
FANDOL_DOC = "usr/share/doc/texlive-doc/fonts/fandol"
WENKAI = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
FACES = (
    "FandolFang-Regular",
    "FandolKai-Regular",
    "FandolHei-Regular",
    "FandolSong-Regular",
    "FandolSong-Bold",
)
RARE = "GwRare"

# Han characters of every plane, and the symbols and punctuation of East Asian typesetting.
BLOCKS = (
    (0x2010, 0x27BF), (0x2E80, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
)  # fmt: skip

BOLD_WEIGHT = 700
_FS_BOLD, _FS_REGULAR, _MAC_BOLD = 1 << 5, 1 << 6, 1


def copy_face(source: Path, target: Path) -> None:
    """Copy one face; a bold one is told to be bold, else fontconfig serves it for the regular weight."""
    if not source.stem.endswith("-Bold"):
        shutil.copyfile(source, target)
        return
    font = TTFont(source, recalcTimestamp=False)
    font["OS/2"].usWeightClass = BOLD_WEIGHT
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~_FS_REGULAR | _FS_BOLD
    font["head"].macStyle |= _MAC_BOLD
    font.save(target)


def rare_characters(wenkai: Path, fang: Path) -> set[int]:
    """Return the code points of the blocks above that WenKai has and FandolFang lacks."""
    lacking = set(TTFont(wenkai).getBestCmap()) - set(TTFont(fang).getBestCmap())
    return {point for point in lacking if any(first <= point <= last for first, last in BLOCKS)}


def rare_face(wenkai: Path, fang: Path, target: Path) -> None:
    """Write the face of rare characters under a name of its own, as the licence of WenKai demands."""
    options = Options()
    options.layout_features = ["vert", "vrt2"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 13, 14]
    font = TTFont(wenkai, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=rare_characters(wenkai, fang))
    subsetter.subset(font)
    for number, name in (
        (1, RARE),
        (2, "Regular"),
        (3, f"{RARE} 1"),
        (4, RARE),
        (5, "Version 1.0"),
        (6, RARE),
    ):
        font["name"].setName(name, number, 3, 1, 0x409)
    font.save(target)


def main(texlive: Path, lxgw: Path) -> None:
    """Fill static/fonts anew and write its manifest."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        copy_face(texlive / FANDOL / f"{face}.otf", TARGET / f"{face}.otf")
    shutil.copyfile(texlive / FANDOL_DOC / "README", TARGET / "README-Fandol.txt")
    copying = gzip.decompress((texlive / FANDOL_DOC / "COPYING.gz").read_bytes())
    (TARGET / "COPYING-Fandol.txt").write_bytes(copying)
    rare_face(lxgw / WENKAI, TARGET / "FandolFang-Regular.otf", TARGET / f"{RARE}-Regular.ttf")
    shutil.copyfile(lxgw / "usr/share/doc/fonts-lxgw-wenkai/copyright", TARGET / f"OFL-{RARE}.txt")
    manifest.write(TARGET)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
