# Tells Askglass of commands that fail, and when such a one goes well again. Made by `askglass hook fish`, which sets __askglass_folder,
# __askglass_socket and __askglass_teller above. A command that begins with a space is not told of.
if status is-interactive
    set -g __askglass_slot 0
    set -g __askglass_failed
    set -g __askglass_tty (tty 2>/dev/null)

    # The file is what counts. Who is resident is told by a process in the background, and only where there is somebody.
    function __askglass_postexec --on-event fish_postexec
        set -l state $status
        set -l took $CMD_DURATION
        contains -- $state 130 141 147 148; and return
        string match -qr '^\S' -- "$argv[1]"; or return
        if set -l failed (contains -i -- "$PWD:$argv[1]" $__askglass_failed)
            test $state = 0; and set -e __askglass_failed[$failed]
        else if test $state = 0
            return
        else
            set -a __askglass_failed "$PWD:$argv[1]"
        end
        set -g __askglass_slot (math "($__askglass_slot + 1) % 8")
        set -l file $__askglass_folder/hook-$fish_pid-$__askglass_slot
        test -d $__askglass_folder; or return
        if not test -e $file # readable for nobody else
            set -l mask (umask)
            umask 077
            true >$file
            umask $mask
        end 2>/dev/null
        begin
            printf '%s\x00' 'askglass-command 1' "command=$argv[1]" "folder=$PWD" "status=$state" "pid=$fish_pid" shell=fish \
                "took=$took" "columns=$COLUMNS" "env:TTY=$__askglass_tty"
            for name in WINDOWID TERM TERM_PROGRAM VTE_VERSION GNOME_TERMINAL_SCREEN TMUX TMUX_PANE STY KITTY_WINDOW_ID KITTY_PID \
                KITTY_LISTEN_ON WEZTERM_PANE WEZTERM_UNIX_SOCKET KONSOLE_DBUS_SERVICE KONSOLE_DBUS_SESSION KONSOLE_DBUS_WINDOW \
                ALACRITTY_WINDOW_ID ALACRITTY_SOCKET DISPLAY WAYLAND_DISPLAY SSH_TTY
                set -q $name; and printf 'env:%s=%s\x00' $name "$$name"
            end
            printf '\x00'
        end >$file 2>/dev/null
        # A job of fish itself would be told of when it ends, and be $last_pid.
        test -S $__askglass_socket; and command sh -c '"$0" "$1" "$2" &' $__askglass_teller $__askglass_socket $file </dev/null >/dev/null 2>&1
    end
end
