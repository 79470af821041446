# packages.sh: what Askglass needs from Debian, and how it gets there. Sourced by app/run and tests/run.
# shellcheck shell=bash disable=SC2034

packages_build=(
  gcc libc6-dev pkg-config meson ninja-build gettext
  libglib2.0-dev libglib2.0-dev-bin libgtk-4-dev libadwaita-1-dev libgtksourceview-5-dev
  libsqlite3-dev libsodium-dev libjansson-dev libsecret-1-dev libmd4c-dev libspng-dev libdeflate-dev libturbojpeg0-dev libwebp-dev libseccomp-dev
  libcurl4-openssl-dev libwslay-dev
  libx11-dev libxcb-keysyms1-dev libxkbcommon-dev
  libxcb1-dev libxcb-shm0-dev libxcb-randr0-dev libxcb-composite0-dev libxcb-shape0-dev
  libwayland-dev wayland-protocols
  libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev libpulse-dev libspeexdsp-dev
  libtesseract-dev libleptonica-dev
  libpocketsphinx-dev libsphinxbase-dev libespeak-ng-dev
)
packages_run=(
  tesseract-ocr-eng tesseract-ocr-kor pocketsphinx-en-us espeak-ng-data bubblewrap
  adwaita-icon-theme librsvg2-common gstreamer1.0-pipewire gstreamer1.0-plugins-base gstreamer1.0-plugins-good
)
# A desktop without a screen: for the tests, and for app/run on a machine without a display.
packages_rig=(
  at-spi2-core dbus file fonts-dejavu-core fonts-jetbrains-mono fonts-noto-cjk fonts-inter gir1.2-atspi-2.0
  gir1.2-gtk-4.0 grim gstreamer1.0-tools libglib2.0-bin maim openbox pipewire pipewire-bin pipewire-pulse pulseaudio-utils
  python3 python3-gi python3-seccomp sway swaybg wireplumber wl-clipboard wtype x11-utils x11-xserver-utils xauth xclip
  xdg-desktop-portal xdotool xkb-data xserver-xorg-core xserver-xorg-video-dummy xterm xvfb
)
packages_tests=(
  espeak-ng flite pocketsphinx-testdata
  clang fish git mate-terminal tmux xfce4-terminal libclang-rt-14-dev desktop-file-utils iproute2 libxml2-utils openssl procps strace
  python3-cairo python3-gi-cairo gir1.2-pango-1.0 python3-numpy gnome-keyring
  zsh
  ibus ibus-gtk4 ibus-hangul fcitx5 fcitx5-frontend-gtk4 fcitx5-hangul
)
# The tools whose output tests/debug really makes; a program whose tool is missing is left out by name.
packages_debug=(
  cargo clang cmake curl dash g++ gdb git golang-go lld make mawk meson ninja-build nodejs openjdk-17-jdk-headless perl
  pkg-config postgresql-client python3 rustc shellcheck sqlite3 valgrind
)

# What the benchmarks measure Askglass against, and press its keys with.
packages_bench=(
  flameshot fonts-dejavu-core fonts-inter fonts-jetbrains-mono fonts-noto-cjk gir1.2-pango-1.0 git grim libxtst-dev maim
  python3-cairo python3-gi-cairo scrot x11-xserver-utils
)

# packages_missing NAME...: those of them that are not installed, a line each
packages_missing() {
  local name
  for name in "$@"; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) in
      installed) ;;
      *) printf '%s\n' "$name" ;;
    esac
  done
}

# packages_install NAME...: installs what is missing. Says what, and asks before it uses root's rights;
# there is no question for root itself, nor where nobody could answer it.
packages_install() {
  local missing as_root=()
  mapfile -t missing < <(packages_missing "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0

  command -v apt-get >/dev/null || {
    printf 'Askglass needs these, and there is no apt-get here to get them:\n  %s\n' "${missing[*]}" >&2
    return 1
  }
  printf 'Installing %d Debian packages:\n  %s\n' "${#missing[@]}" "${missing[*]}" | fold -s -w 100 >&2
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo 'That needs root and there is no sudo. As root: apt-get install the packages above.' >&2
      return 1
    }
    if [ -t 0 ] && [ -t 2 ]; then
      read -r -p 'Use sudo for that? [Y/n] ' yes >&2
      case $yes in [nN]*) return 1 ;; esac
      as_root=(sudo)
    else
      as_root=(sudo -n)
    fi
  fi

  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq update >&2 || true
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq \
    install -y --no-install-recommends "${missing[@]}" >&2
}
