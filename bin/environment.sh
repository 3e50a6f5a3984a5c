# Shared by bin/serve and bin/test: a Python, a virtual environment beside the code, the locked packages in it.

say() { printf '%s\n' "$*"; }

give_up() {
    printf '%s\n' "$*" >&2
    exit 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# A virtual environment whose making was broken off lacks it.
has_pip() { .venv/bin/python -m pip --version >/dev/null 2>&1; }

find_python() {
    for python in "${PYTHON:-}" python3.13 python3.12 python3.11 python3.14 python3 python; do
        if [ -n "$python" ] && is_new_enough "$python"; then
            return
        fi
    done
    found=$(python3 --version 2>/dev/null || echo "no Python 3")
    give_up "Careerguide needs Python 3.11 or later, and found $found. Install one, or name it: PYTHON=/path/to/python3.13 $0"
}

make_environment() {
    if is_new_enough .venv/bin/python && { [ -f .venv/installed-requirements.txt ] || has_pip; }; then
        return
    fi
    find_python
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
        give_up "$python has no venv module. On Debian and Ubuntu: sudo apt install python3-venv"
    say "Making a virtual environment in .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv >/dev/null 2>&1 ||
        give_up "The virtual environment could not be made in $PWD/.venv: is the disk full, or the folder not yours?"
}

# install FILE: the packages of a lock, unless they were installed from these very lines before.
install() {
    stamp=.venv/installed-$1
    lock=$(cksum <"$1")
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ]; then
        return
    fi
    say "Installing the packages of $1 (once; a minute or two) ..."
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$1" \
        >.venv/pip.log 2>&1; then
        reason=$(grep -m 1 '^ERROR' .venv/pip.log || tail -n 1 .venv/pip.log)
        give_up "The packages could not be installed. Is this machine connected? Run $0 again to go on. pip says: ${reason#ERROR: } (.venv/pip.log)"
    fi
    printf '%s\n' "$lock" >"$stamp"
}
