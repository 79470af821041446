# Tells Askglass of commands that fail, and when such a one goes well again. Made by `askglass hook bash`, which sets __askglass_folder,
# __askglass_socket and __askglass_teller above. A command that begins with a space, or that the history leaves out, is not told of.
if [[ $- == *i* && ${BASH_VERSINFO[0]} -ge 5 && ${__askglass_bang-} == '' ]]; then
  __askglass_bang='\!' __askglass_number='' __askglass_began=0 __askglass_slot=0 __askglass_before='' __askglass_tty=$(tty 2>/dev/null)
  declare -gA __askglass_failed=()

  # What was typed last. A process is started for it once, to make its file readable for nobody else.
  __askglass_read() {
    local file=$__askglass_folder/hook-$$-text mask
    text=''
    [[ -d $__askglass_folder ]] || return
    [[ -e $file ]] || (umask 077 && : >|"$file") || return
    umask >|"$file" && read -r mask <"$file"
    HISTTIMEFORMAT='' builtin history 1 >|"$file"
    IFS='' read -r -d '' text <"$file"
    : >|"$file"
    [[ $__askglass_number == '' && ${text%$'\n'} == "$__askglass_before" ]] && text=''
    text=${text#*[0-9][* ] } text=${text%$'\n'}
    [[ $text != '' && $text != [[:space:]]* ]] || return
    file=$__askglass_folder/hook-$$-$__askglass_slot
    [[ -e $file ]] && return
    umask 077
    : >|"$file"
    umask "$mask"
  }

  # The file is what counts. Who is resident is told by a process in the background, and only where there is somebody.
  __askglass_tell() {
    local text file name
    __askglass_read || return
    [[ $1 != 0 || ${__askglass_failed[$PWD:$text]-} ]] || return 0
    __askglass_failed[$PWD:$text]=${1#0}
    file=$__askglass_folder/hook-$$-$__askglass_slot
    __askglass_slot=$(((__askglass_slot + 1) % 8))
    {
      printf '%s\0' 'askglass-command 1' "command=$text" "folder=$PWD" "status=$1" "pid=$$" shell=bash \
        "began=${__askglass_began:0:-6}.${__askglass_began: -6}" "ended=$EPOCHREALTIME" "columns=${COLUMNS-0}" "env:TTY=$__askglass_tty"
      for name in WINDOWID TERM TERM_PROGRAM VTE_VERSION GNOME_TERMINAL_SCREEN TMUX TMUX_PANE STY KITTY_WINDOW_ID KITTY_PID \
        KITTY_LISTEN_ON WEZTERM_PANE WEZTERM_UNIX_SOCKET KONSOLE_DBUS_SERVICE KONSOLE_DBUS_SESSION KONSOLE_DBUS_WINDOW \
        ALACRITTY_WINDOW_ID ALACRITTY_SOCKET DISPLAY WAYLAND_DISPLAY SSH_TTY; do
        [[ ${!name-} ]] && printf 'env:%s=%s\0' "$name" "${!name}"
      done
      printf '\0'
    } >|"$file"
    [[ -S $__askglass_socket ]] && ("$__askglass_teller" "$__askglass_socket" "$file" </dev/null >/dev/null &)
  }

  __askglass_prompt() {
    local status=$? number=${__askglass_bang@P}
    if [[ $__askglass_number == '' && $__askglass_began == 0 ]]; then # numbers tell nothing of the first command
      __askglass_before=$(HISTTIMEFORMAT='' builtin history 1)
      return "$status"
    fi
    if [[ $__askglass_began != 0 && $number != "$__askglass_number" ]]; then
      case $status in
        130 | 141 | 147 | 148) ;;
        0) ((${#__askglass_failed[@]} == 0)) || __askglass_tell 0 || : ;;
        *) __askglass_tell "$status" || : ;;
      esac
    fi
    __askglass_number=$number __askglass_began=0
    return "$status"
  }

  # Before a command runs, its prompt is expanded: that notes the time, and shows nothing.
  PS0=${PS0-}'${__askglass_tty:0:$((__askglass_began = ${EPOCHREALTIME/[.,]/}, 0))}'
  # What a shell prints or does on failures and on each command (set -x, set -e, traps) is for the person's commands.
  if ((BASH_VERSINFO[0] > 5 || BASH_VERSINFO[1] > 0)); then
    PROMPT_COMMAND=('{ __askglass_prompt || :; } 2>/dev/null' ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"})
  else
    PROMPT_COMMAND=__askglass_prompt${PROMPT_COMMAND:+$'\n'$PROMPT_COMMAND}
  fi
fi
