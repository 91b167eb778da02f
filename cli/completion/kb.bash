# Completion for kb in bash; `cmake --install` puts it where bash looks. By hand: `. kb.bash`.
# The program itself knows what may follow (cli/line/complete_line.h).

_kb() {
  # Readline breaks words at colons and equal signs, which are parts of words here (title:upgrade,
  # --sort=newest), so what no blank divides is put together again.
  local rest=${COMP_LINE:0:COMP_POINT} words=() piece blanks i
  for ((i = 0; i <= COMP_CWORD; i++)); do
    blanks=${rest%%[![:blank:]]*}
    rest=${rest#"$blanks"}
    piece=${COMP_WORDS[i]}
    if ((i == COMP_CWORD)); then piece=$rest; fi
    if ((i == 0)) || [ -n "$blanks" ]; then words+=("$piece"); else words[-1]+=$piece; fi
    rest=${rest#"$piece"}
  done
  local current=${words[-1]} kept='' breaks='' mark line reply=()
  # What stands before the last break is not replaced, so it must not be in the answer.
  for mark in : =; do
    if [[ $COMP_WORDBREAKS == *"$mark"* ]]; then breaks+=$mark; fi
  done
  if [[ -n $breaks && $current == *[$breaks]* ]]; then kept=${current%"${current##*[$breaks]}"}; fi
  line=$(printf '%s\n' "${words[@]:1}")
  [ -n "$current" ] || line+=$'\n'
  COMPREPLY=()
  mapfile -t reply < <(kb complete --line "$line" 2>/dev/null)
  for line in "${reply[@]}"; do
    if [ "$line" = :files ]; then
      compopt -o filenames 2>/dev/null
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${current#"$kept"}")
    else
      line=${line%%$'\t'*}
      COMPREPLY+=("${line#"$kept"}")
    fi
  done
  case ${COMPREPLY[0]-} in *[:=]) compopt -o nospace 2>/dev/null ;; esac
}
complete -F _kb kb
