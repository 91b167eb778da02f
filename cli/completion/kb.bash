# Completion for kb in bash; `cmake --install` puts it where bash looks. By hand: `. kb.bash`.
# The program itself knows what may follow (cli/line/complete_line.h).

_kb() {
  local current line reply=()
  # Colons and equal signs are parts of words here: title:upgrade, --sort=newest.
  if declare -F _get_comp_words_by_ref >/dev/null; then
    local words cword
    _get_comp_words_by_ref -n := -w words -i cword
  else
    local words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
  fi
  current=${words[cword]}
  line=$(printf '%s\n' "${words[@]:1:cword}")
  [ -n "$current" ] || line+=$'\n'
  COMPREPLY=()
  mapfile -t reply < <(kb complete --line "$line" 2>/dev/null)
  for line in "${reply[@]}"; do
    if [ "$line" = :files ]; then
      compopt -o filenames 2>/dev/null
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
    else
      COMPREPLY+=("${line%%$'\t'*}")
    fi
  done
  case ${COMPREPLY[0]-} in *[:=]) compopt -o nospace 2>/dev/null ;; esac
  if declare -F __ltrim_colon_completions >/dev/null; then __ltrim_colon_completions "$current"; fi
}
complete -F _kb kb
