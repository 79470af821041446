# shellcheck shell=bash
# Tools from Debian packages, unpacked into a cache and run from there; sourced
# by start-llama-server and start-whisper-server.
#
# The packages come from the archive that this machine's apt is already set up
# for, from the suite "sid".  They are unpacked (not installed) and run with
# their own dynamic loader, so neither root nor a chroot is needed and nothing
# of the system changes.
#
#   unpacked_tool ROOT PACKAGE PROGRAM
#       fills the folder ROOT of the cache once, and sets the array `tool` to the
#       command that runs PROGRAM
#   made_models NAME SCRIPT OPTION
#       prints the folder of the cache where SCRIPT has made its models
#
# Environment: ASKGLASS_TESTKIT_SUITE (default: sid); the cache is
# $XDG_CACHE_HOME/askglass-testkit.

suite=${ASKGLASS_TESTKIT_SUITE:-sid}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/askglass-testkit

# The URL of the Debian archive that apt is set up for, from its deb822 files
# and its one-line lists, whichever this machine has.
debian_archive() {
    local files=(/etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list)
    [[ ! -r /etc/apt/sources.list ]] || files+=(/etc/apt/sources.list)
    ((${#files[@]})) || return 1
    awk '
        /^[[:space:]]*#/ { next }
        /^URIs:/ { for (i = 2; i <= NF; i++) print $i }
        $1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) { print $i; break } }
    ' "${files[@]}" | grep -E '/debian(/|$)' | head -n 1
}

# Unpack the package $2 and all it depends on into the folder $1.
fetch() {
    local root=$1 package=$2 work uri options deb
    command -v apt-get >/dev/null || die "apt-get is needed to fetch $package"
    uri=$(debian_archive) || die "apt has no Debian archive configured"
    work=$(mktemp -d "$cache/fetch.XXXXXX")
    mkdir -p "$work"/lists/partial "$work"/archives/partial "$work/root"
    : >"$work/status"
    printf '%s\n' "Types: deb" "URIs: $uri" "Suites: $suite" "Components: main" \
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg" \
        >"$work/suite.sources"
    # a private apt: its own lists, its own (empty) idea of what is installed,
    # and the machine's own settings for everything else
    options=(
        -o "Dir::Etc::SourceList=$work/suite.sources"
        -o Dir::Etc::SourceParts=/dev/null
        -o Dir::Etc::PreferencesParts=/dev/null
        -o "Dir::State=$work"
        -o "Dir::State::Lists=$work/lists"
        -o "Dir::State::status=$work/status"
        -o "Dir::Cache=$work"
        -o "Dir::Cache::archives=$work/archives"
        -o "APT::Sandbox::User=$(id -un)"
        -o Acquire::Languages=none
        -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false
        -o Acquire::IndexTargets::deb::DEP-11-icons-small::DefaultEnabled=false
        -o Acquire::IndexTargets::deb::DEP-11-icons::DefaultEnabled=false
        -o Acquire::Retries=3
    )
    if ! apt-get "${options[@]}" update >"$work/log" 2>&1 ||
        ! apt-get "${options[@]}" install -y --no-install-recommends \
            --download-only "$package" >>"$work/log" 2>&1; then
        tail -n 20 "$work/log" >&2
        rm -rf "$work"
        die "could not fetch $package from $suite"
    fi
    for deb in "$work"/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$deb" |
            tar -x -C "$work/root" --no-same-owner --exclude='./usr/share/*'
    done
    rm -rf "$work/archives"
    keep "$work/root" "$work/kept" "$program"
    rm -rf "$root"
    mv "$work/kept" "$root"
    rm -rf "$work"
}

# Copy from the root $1 to $2 the program $3, the compute backends, and the
# libraries that those load, all libraries flat: backends are looked for beside
# the running program, which is the dynamic loader here.
keep() {
    local from=$1 to=$2 program=$3 loader lib file path
    loader=("$from"/usr/lib/*/ld-linux*.so.*)
    [[ -e ${loader[0]:-} ]] || die "no dynamic loader in the packages"
    lib=$(dirname "${loader[0]}")
    mkdir -p "$to/bin" "$to/lib"
    cp -L "${loader[0]}" "$to/lib/"
    cp "$from/usr/bin/$program" "$to/bin/"
    for file in "$from/usr/bin/$program" "$lib"/ggml/backends*/*.so; do
        [[ $file == *.so ]] && cp -L "$file" "$to/lib/"
        "${loader[0]}" --library-path "$lib:$lib/llama:$lib/whisper" --list "$file" |
            awk '$2 == "=>" { print $3 }' |
            while read -r path; do
                [[ -e $to/lib/${path##*/} ]] || cp -L "$path" "$to/lib/"
            done
    done
}

# Make sure that the folder $1 of the cache holds the program $3 of the package
# $2, and set `tool` to the command that runs it.
tool=()
unpacked_tool() {
    local root=$cache/$1 program=$3 loader
    mkdir -p "$cache"
    (
        flock 9
        [[ -x $root/bin/$program ]] || fetch "$root" "$2"
    ) 9>"$cache/lock"
    loader=("$root"/lib/ld-linux*.so.*)
    # shellcheck disable=SC2034  # for the script that sources this one
    tool=("${loader[0]}" --library-path "$root/lib" "$root/bin/$program")
}

# Print the folder of the cache that holds what the script $2 makes when told "$3 FOLDER"; made once
# for each text of the script.
made_models() {
    local folder python
    # Of all that they are made by: another writer, or another word, makes other models.
    folder=$cache/$1-$(cat "$here/$2" "$here"/tiny_*.py | sha256sum | cut -c1-12)
    mkdir -p "$cache"
    (
        flock 9
        [[ ! -d $folder ]] || exit 0
        for python in /usr/bin/python3 python3; do
            "$python" -c 'import numpy' 2>/dev/null && break
        done
        rm -rf -- "$folder.part"
        "$python" -B "$here/$2" "$3" "$folder.part" >/dev/null ||
            die "could not make the models (numpy is needed: python3-numpy)"
        mv -- "$folder.part" "$folder"
    ) 9>"$cache/lock-$1" || return 1
    printf '%s\n' "$folder"
}
