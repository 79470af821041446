# Tells Askglass of commands that fail. Made by `askglass hook zsh`; __askglass_folder is set above.
# A command that begins with a space is not told of.
if [[ -o interactive ]] && zmodload zsh/datetime 2>/dev/null && autoload -Uz add-zsh-hook; then
  typeset -g __askglass_text='' __askglass_began=0 __askglass_tty=${TTY-}
  typeset -gi __askglass_slot=0

  __askglass_preexec() {
    __askglass_text=$1 __askglass_began=$EPOCHREALTIME
  }

  # No process is started for it, but once for each of its files: to make it readable for nobody else.
  __askglass_tell() {
    emulate -L zsh
    local file=$__askglass_folder/hook-$$-$__askglass_slot name
    [[ -d $__askglass_folder ]] || return
    [[ -e $file ]] || (umask 077 && : >| "$file") || return
    (( __askglass_slot = (__askglass_slot + 1) % 8 ))
    {
      printf '%s\0' 'askglass-command 1' "command=$__askglass_text" "folder=$PWD" "status=$1" "pid=$$" shell=zsh \
        "began=$__askglass_began" "ended=$EPOCHREALTIME" "columns=${COLUMNS-0}" "env:TTY=$__askglass_tty"
      for name in WINDOWID TERM TERM_PROGRAM VTE_VERSION GNOME_TERMINAL_SCREEN TMUX TMUX_PANE STY KITTY_WINDOW_ID KITTY_PID \
        KITTY_LISTEN_ON WEZTERM_PANE WEZTERM_UNIX_SOCKET KONSOLE_DBUS_SERVICE KONSOLE_DBUS_SESSION KONSOLE_DBUS_WINDOW \
        ALACRITTY_WINDOW_ID ALACRITTY_SOCKET DISPLAY WAYLAND_DISPLAY SSH_TTY; do
        [[ -n ${(P)name-} ]] && printf 'env:%s=%s\0' "$name" "${(P)name}"
      done
      printf '\0'
    } >| "$file"
  }

  __askglass_precmd() {
    local state=$?
    case $state in
      (0|130|141|147|148) ;;
      (*) [[ -n $__askglass_text && $__askglass_text != [[:space:]]* ]] && __askglass_tell $state 2>/dev/null ;;
    esac
    __askglass_text=''
    return $state
  }

  add-zsh-hook preexec __askglass_preexec
  add-zsh-hook precmd __askglass_precmd
fi
