#!/usr/bin/env bash
# Makes .venv in the repository and installs Redraft in it, with the system libraries Qt needs where it may.
#
#     packaging/setup.sh            what `make run` needs
#     packaging/setup.sh --test     and what `make test` needs: redis-server, xvfb and xdotool, where they can be had
#
# Says little, can be run again at any time, and does nothing the second time. PYTHON names another interpreter.
# System packages come by apt, as root or by sudo without a password. Where that is not possible, or there is no
# network, it goes on and says what will not work.
set -euo pipefail

cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
venv=.venv
python=$venv/bin/python
log=$venv/setup.log
for_tests=no
case "${1:-}" in
    --test) for_tests=yes ;;
    "") ;;
    *) echo "usage: packaging/setup.sh [--test]" >&2; exit 2 ;;
esac

qt_packages=(
    libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0
    fonts-dejavu-core
)
say() { echo "setup: $*" >&2; }
fail() { say "$*"; exit 1; }

# --- system packages ------------------------------------------------------------------------------------------------

apt_rights() {  # prints the prefix for apt-get; fails where it may not be used
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo "sudo -n env"
    else
        return 1
    fi
}

apt_command() {  # what a person types to get packages
    echo "sudo apt-get install --no-install-recommends $*"
}

apt_install() {  # whether all of the packages are there afterwards
    local prefix package status=0
    prefix=$(apt_rights) || return 1
    apt() { $prefix DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends --no-upgrade "$@" </dev/null; }
    {
        apt install "$@" && return 0
        apt update || true  # a fresh machine has no lists yet; one repository that fails need not matter
        apt install "$@" && return 0
        # One unknown name stops them all, and names differ a little between releases.
        for package in "$@"; do apt install "$package" || status=1; done
    } >>"$log" 2>&1
    return $status
}

get_packages() {  # whether the packages could be installed
    apt_rights >/dev/null || return 1
    say "installing system packages: $*"
    apt_install "$@" && return 0
    say "apt could not install all of them (see $log)"
    return 1
}

# For what is not needed every time: without network apt takes long to fail, so it is asked for once.
get_packages_once() {  # a name for this need, packages...
    local mark=$venv/.apt-failed-$1
    shift
    [ ! -e "$mark" ] || return 1
    get_packages "$@" && return 0
    touch "$mark"
    return 1
}

# --- Python ---------------------------------------------------------------------------------------------------------

suits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null
}

find_python() {
    local name
    for name in ${PYTHON:-python3.11 python3 python3.12 python3.13 python}; do
        if command -v "$name" >/dev/null && suits "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    local base version
    mkdir -p "$venv"
    if ! base=$(find_python); then
        [ -z "${PYTHON:-}" ] || fail "PYTHON=$PYTHON is not Python 3.11, 3.12 or 3.13"
        get_packages python3 python3-venv || true
        base=$(find_python) || fail "no Python 3.11, 3.12 or 3.13 on PATH: install one, or name it: make setup PYTHON=…"
    fi
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        get_packages "$version" || fail "$base cannot make environments. Run: $(apt_command "$version")"
    fi
    rm -rf "$venv"
    "$base" -m venv "$venv" || fail "$base could not make $PWD/$venv"
}

fingerprint() {  # what the environment was made from
    {
        cat pyproject.toml constraints.txt packaging/setup.sh
        "$python" -c 'import sys; print(sys.version, sys.prefix)'
    } | cksum
}

# A folder that was moved leaves an environment whose commands point to the old place.
usable() {
    [ -x "$python" ] && suits "$python" && grep -qF "$PWD/$venv" "$venv/bin/activate"
}

usable || make_venv
print=$(fingerprint)
if [ "$(cat $venv/.installed 2>/dev/null)" != "$print" ]; then
    say "installing Redraft and what it needs into $venv (minutes the first time)"
    if ! "$python" -m pip install -c constraints.txt -e '.[dev]' >>"$log" 2>&1; then
        tail -n 30 "$log" >&2
        fail "pip failed; the whole log is $log"
    fi
    echo "$print" >$venv/.installed
fi

# --- Qt -------------------------------------------------------------------------------------------------------------

qt_error=
qt_starts() {  # whether Qt loads, has a font to write with, and can open a window on X11
    qt_error=$(QT_QPA_PLATFORM=offscreen "$python" - 2>&1 <<'PYTHON'
import ctypes, pathlib, sys
import PySide6
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

app = QApplication([])
if not QFontDatabase.families():
    sys.exit("there are no fonts")
# Loading what opens windows on X11 needs all its libraries, which starting without a window does not.
plugin = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
if plugin.exists():
    ctypes.CDLL(str(plugin))
PYTHON
    )
}

if [ ! -e $venv/.qt-starts ]; then
    qt_starts || get_packages_once qt "${qt_packages[@]}" || true
    if qt_starts; then
        touch $venv/.qt-starts
    else
        say "the desktop editor cannot start here: ${qt_error##*$'\n'}"
        say "the packages it needs on Debian and Ubuntu: $(apt_command "${qt_packages[*]}")"
        say "everything else works without them; redraft doctor says what is still missing"
    fi
fi

# --- tests ----------------------------------------------------------------------------------------------------------

if [ $for_tests = yes ]; then
    missing=()
    command -v redis-server >/dev/null || missing+=(redis-server)
    command -v Xvfb >/dev/null || missing+=(xvfb)
    command -v xdotool >/dev/null || missing+=(xdotool)
    if [ ${#missing[@]} -gt 0 ] && ! get_packages_once tests "${missing[@]}"; then
        say "tests that need ${missing[*]} will be skipped; to have them: $(apt_command "${missing[*]}")"
    fi
fi
