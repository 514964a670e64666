"""Are the files of others whole, licensed, and free of references to what is not shipped?"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from config.vendoring import assets, fonts, manifest

STATIC = Path(settings.BASE_DIR) / "static"
MEBI = 1024 * 1024


@pytest.mark.parametrize("name", ["vendor", "fonts"])
def test_files_are_those_of_the_manifest(name):
    assert manifest.sums(STATIC / name) == manifest.read(STATIC / name)


def test_every_package_has_its_licence():
    folders = [folder for folder in (STATIC / "vendor").iterdir() if folder.is_dir()]
    assert len(folders) == len(assets.PACKAGES)
    assert all((folder / "LICENSE").stat().st_size for folder in folders)


def test_htmx_is_the_one_that_django_htmx_brings():
    ours = STATIC / "vendor" / "htmx-2.0.10" / "htmx.min.js"
    assert ours.read_bytes() == assets.plain((assets.files("django_htmx") / assets.HTMX).read_bytes())


def test_no_file_points_to_one_that_is_not_there():
    for path in (STATIC / "vendor").rglob("*.css"):
        for target in re.findall(r"""url\(["']?(?!data:)([^"')?#]+)""", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name} → {target}"
    for path in (STATIC / "vendor").rglob("*.[cj]s*"):
        assert b"sourceMappingURL" not in path.read_bytes(), path


def test_fonts_fit_into_forty_mebibytes():
    assert sum(path.stat().st_size for path in (STATIC / "fonts").iterdir()) <= 40 * MEBI


def test_bold_song_says_that_it_is_bold():
    assert TTFont(STATIC / "fonts" / "FandolSong-Bold.otf")["OS/2"].usWeightClass == fonts.BOLD_WEIGHT


def test_rare_characters_of_names_have_a_glyph():
    fang = TTFont(STATIC / "fonts" / "FandolFang-Regular.otf").getBestCmap()
    rare = TTFont(STATIC / "fonts" / "GwRare-Regular.ttf")
    names = "喆垚堃昇镕瑄玥璟旻旸昉芃琤頔飏骉犇鱻赟曌翀祎䶮㛃㸆䜣邘郤"
    assert set(map(ord, names)) <= set(fang) | set(rare.getBestCmap())
    # A font may map a character to an empty glyph; this one must draw it.
    assert rare["glyf"][rare.getBestCmap()[ord("䶮")]].numberOfContours > 0


def test_the_face_of_rare_characters_does_not_bear_a_reserved_name():
    rare = TTFont(STATIC / "fonts" / "GwRare-Regular.ttf")
    names = " ".join(record.toUnicode() for record in rare["name"].names if record.nameID in (1, 3, 4, 6, 16))
    assert "LXGW" not in names
    assert "霞鹜" not in names
