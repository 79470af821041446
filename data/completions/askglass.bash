# bash completion for askglass
# Options up to the command; from there on what that command completes.
_askglass_run() {
  local i
  for ((i = 2; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --folder | --columns | --file) ((i++)) ;;
      --) ((i++)) && break ;;
      -*) ;;
      *) break ;;
    esac
  done
  if [[ $i -ge $COMP_CWORD && $cur == -* && ${COMP_WORDS[COMP_CWORD - 1]} != -- ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$i"
  else
    mapfile -t COMPREPLY < <(compgen -c -- "$cur")
  fi
}

_askglass() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  case $prev in
    --file | --image | -i | --audio | -a | -o | --key-file | -k | --model-file | --speech-model | --mmproj) mapfile -t COMPREPLY < <(compgen -f -- "$cur") && return ;;
    --engine | -e) mapfile -t COMPREPLY < <(compgen -W "$(askglass engines 2>/dev/null | cut -c3- | cut -d' ' -f1)" -- "$cur") && return ;;
    --microphone | -m) [[ ${COMP_WORDS[1]} = @(listen|talk) ]] && mapfile -t COMPREPLY < <(compgen -W "$(askglass listen --microphone '?' 2>/dev/null | cut -f1)" -- "$cur") && return ;;
    --voice) mapfile -t COMPREPLY < <(compgen -W 'espeak command desktop' -- "$cur") && return ;;
    autostart) mapfile -t COMPREPLY < <(compgen -W 'on off' -- "$cur") && return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W 'ask listen say talk capture search diagnose patch run watch hook redact history facts engines ledger doctor stop hide quit resident autostart --help --version' -- "$cur")
    return
  fi
  case ${COMP_WORDS[1]} in
    ask) mapfile -t COMPREPLY < <(compgen -W '--region --screen --window --clipboard --last --selection --image --audio --engine --conversation --without-facts --off-record --no-memory --preview --speak --json --help -' -- "$cur") ;;
    listen) mapfile -t COMPREPLY < <(compgen -W '--hold --hands-free --engine --commands --language --microphone --off-record --json --help' -- "$cur") ;;
    say) mapfile -t COMPREPLY < <(compgen -W '--voice --rate --language --output -o --help -' -- "$cur") ;;
    talk) mapfile -t COMPREPLY < <(compgen -W '--hands-free --engine --microphone --mute --interpret --conversation --off-record --json --help' -- "$cur") ;;
    capture) mapfile -t COMPREPLY < <(compgen -W '--output --region --window --screen -o --help' -- "$cur") ;;
    search) mapfile -t COMPREPLY < <(compgen -W '--json --newest --since --until --app --kind --limit --help' -- "$cur") ;;
    diagnose) mapfile -t COMPREPLY < <(compgen -f -W '--json --folder --columns --last --help' -- "$cur") ;;
    run) _askglass_run '--quiet --time --pty --folder --columns --again --help --' ;;
    watch) _askglass_run '--quiet --folder --file --help --' ;;
    hook) mapfile -t COMPREPLY < <(compgen -W 'bash zsh fish' -- "$cur") ;;
    patch) mapfile -t COMPREPLY < <(compgen -f -W '--apply --undo --json --folder --help' -- "$cur") ;;
    redact) mapfile -t COMPREPLY < <(compgen -W '--jsonl --help' -- "$cur") ;;
    facts) mapfile -t COMPREPLY < <(compgen -W 'list remember forget on off --json --help' -- "$cur") ;;
    history) mapfile -t COMPREPLY < <(compgen -W 'list check export import delete encrypt decrypt vacuum --json --most --conversation --before --all --yes --markdown --replace --help' -- "$cur") && [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    engines) mapfile -t COMPREPLY < <(compgen -W 'add find test default remove --json --model --key-file --model-file --speech-model --mmproj --model-url --sha256 --fallback --help' -- "$cur") ;;
    ledger) mapfile -t COMPREPLY < <(compgen -W '--json --csv --since --before --host --engine --left --most --bytes --purge --yes --help' -- "$cur") ;;
    doctor) mapfile -t COMPREPLY < <(compgen -W '--json --prove-local --help' -- "$cur") ;;
  esac
}
complete -F _askglass askglass
