# Completion for kb in bash; `cmake --install` puts it where bash looks. By hand: `. completion.bash`.

_kb() {
  local current=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
  local commands='index search show error triage file parse explain complete fields stats check'
  COMPREPLY=()
  case $current in
    -*)
      mapfile -t COMPREPLY < <(compgen -W "$(kb "$command" --help 2>/dev/null |
        grep -o -- '--[a-z-]*' | sort -u)" -- "$current")
      return
      ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
  fi
  case $command in
    index | parse | triage)
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
      ;;
    *)
      [ ${#current} -ge 2 ] || return
      # Words and codes of the index that go on from this word; titles hold blanks and are left out.
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(kb complete -n 20 -- "$current" 2>/dev/null |
        grep -v "$(printf '[ \t]')")
      ;;
  esac
}
complete -F _kb kb
