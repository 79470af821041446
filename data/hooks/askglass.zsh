# Tells Askglass of commands that fail, and when such a one goes well again. Made by `askglass hook zsh`, which sets __askglass_folder,
# __askglass_socket and __askglass_teller above. A command that begins with a space is not told of.
if [[ -o interactive ]] && zmodload zsh/datetime zsh/system 2>/dev/null && autoload -Uz add-zsh-hook; then
  typeset -g __askglass_text='' __askglass_began=0 __askglass_tty=${TTY-}
  typeset -gi __askglass_slot=0
  typeset -gA __askglass_failed

  # Options are the person's, and what is printed on each command (set -x) is for theirs: here it is always plain zsh.
  emulate zsh -o no_xtrace -o no_errexit -o no_errreturn -c '
    __askglass_preexec() {
      __askglass_text=$1 __askglass_began=$EPOCHREALTIME
    }

    # The file is what counts. Who is resident is told by a process in the background, and only where there is somebody.
    __askglass_tell() {
      local file=$__askglass_folder/hook-$$-$__askglass_slot key=$PWD:$__askglass_text name fd
      [[ -d $__askglass_folder ]] || return
      [[ $1 != 0 || -n ${__askglass_failed[$key]-} ]] || return
      __askglass_failed[$key]=${1#0}
      sysopen -w -o creat,trunc,cloexec -m 0600 -u fd -- $file || return
      (( __askglass_slot = (__askglass_slot + 1) % 8 ))
      {
        printf "%s\0" "askglass-command 1" "command=$__askglass_text" "folder=$PWD" "status=$1" "pid=$$" shell=zsh \
          "began=$__askglass_began" "ended=$EPOCHREALTIME" "columns=${COLUMNS-0}" "env:TTY=$__askglass_tty"
        for name in WINDOWID TERM TERM_PROGRAM VTE_VERSION GNOME_TERMINAL_SCREEN TMUX TMUX_PANE STY KITTY_WINDOW_ID KITTY_PID \
          KITTY_LISTEN_ON WEZTERM_PANE WEZTERM_UNIX_SOCKET KONSOLE_DBUS_SERVICE KONSOLE_DBUS_SESSION KONSOLE_DBUS_WINDOW \
          ALACRITTY_WINDOW_ID ALACRITTY_SOCKET DISPLAY WAYLAND_DISPLAY SSH_TTY; do
          [[ -n ${(P)name-} ]] && printf "env:%s=%s\0" "$name" "${(P)name}"
        done
        printf "\0"
      } >&$fd
      exec {fd}>&-
      [[ -S $__askglass_socket ]] && ("$__askglass_teller" "$__askglass_socket" "$file" </dev/null >/dev/null &)
    }

    # Its own status is nobody’s: each function of a prompt is given that of the command.
    __askglass_precmd() {
      local state=$?
      if [[ -n $__askglass_text && $__askglass_text != [[:space:]]* ]]; then
        case $state in
          (130|141|147|148) ;;
          (0) (( ${#__askglass_failed} == 0 )) || __askglass_tell 0 || : ;;
          (*) __askglass_tell $state || : ;;
        esac
      fi 2>/dev/null
      __askglass_text=""
    }
  '
  add-zsh-hook preexec __askglass_preexec
  add-zsh-hook precmd __askglass_precmd
fi
