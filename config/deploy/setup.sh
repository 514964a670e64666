#!/bin/sh
# Makes a bare machine ready: system packages where missing, virtual environment, locked packages, texts.
# Usage: setup.sh run | setup.sh test        (called by make; may be run again at any time)
set -eu
cd "$(dirname "$0")/../.."
purpose=${1:-run}

say() { printf '%s\n' "== $*"; }

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# -- Python ------------------------------------------------------------------------------------------
python=
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || fail "Python 3.11 or newer is needed; Debian 12 and later have it: apt-get install python3"

# -- system packages, only those that are missing ------------------------------------------------------
have_library() {
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

needed=
wished=
"$python" -c 'import ensurepip, venv' 2>/dev/null || needed="$needed python3-venv"
command -v msgfmt >/dev/null 2>&1 || needed="$needed gettext"
have_library libpango-1.0.so.0 || needed="$needed libpango-1.0-0"
have_library libpangoft2-1.0.so.0 || needed="$needed libpangoft2-1.0-0"
have_library libharfbuzz-subset.so.0 || needed="$needed libharfbuzz-subset0"
if [ "$purpose" = test ]; then
    # The journeys need a browser and a font for its screenshots; without them they are skipped.
    command -v chromium >/dev/null 2>&1 || wished="$wished chromium"
    [ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || wished="$wished fonts-noto-cjk"
fi

as_root=
may_install=no
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
        may_install=yes
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
        may_install=yes
        as_root=sudo
    fi
fi

install() {
    say "installing system packages:$*"
    # shellcheck disable=SC2048,SC2086  # a list of names
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $* >/dev/null
}

line="apt-get install --no-install-recommends$needed"
if [ -n "$needed$wished" ] && [ "$may_install" = yes ]; then
    $as_root apt-get update -qq || say "the package lists could not be renewed; trying with those at hand"
fi
if [ -n "$needed" ]; then
    if [ "$may_install" = no ]; then
        fail "System packages are missing, and this account may not install them.  As root, run:
    $line"
    fi
    install "$needed" || fail "The packages could not be installed.  As root, run:
    $line"
fi
if [ -n "$wished" ]; then
    if [ "$may_install" = no ] || ! install "$wished"; then
        say "WITHOUT A BROWSER: the journeys in Chromium will be SKIPPED.  As root, run:"
        say "    apt-get install --no-install-recommends$wished"
    fi
fi

# -- virtual environment: rebuilt when the lock or Python changes --------------------------------------
stamp() {
    { cat "$@"; "$python" -c 'import sys; print(sys.version, sys.base_prefix)'; } | sha256sum | cut -d' ' -f1
}

locked() { # locked NAME LOCK: bring the environment to the lock, unless it stands there already
    mark=.venv/.desk-$1
    now=$(stamp "$2")
    [ "$(cat "$mark" 2>/dev/null)" = "$now" ] && return
    say "installing the $(grep -c '^[A-Za-z0-9]' "$2") packages of $2"
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        .venv/bin/python -m pip install -qq --require-hashes --no-deps -r "$2" ||
        fail "The packages of $2 could not be installed; the message above says why."
    printf '%s\n' "$now" >"$mark"
}

if [ -e .venv/.desk-run ] && [ "$(cat .venv/.desk-run)" != "$(stamp requirements.txt)" ]; then
    say "the lock has changed: building the virtual environment anew"
    rm -rf .venv
fi
[ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 || {
    say "making the virtual environment"
    "$python" -m venv --clear .venv
}
locked run requirements.txt
[ "$purpose" = run ] || {
    locked test requirements-dev.txt
    cp config/deploy/scenarios_option.pth "$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/"
}

.venv/bin/python -m config.messages >/dev/null
