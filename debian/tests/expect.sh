# What the tests share; they read it by `.`: a home of their own, and what a command must do.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home"
unset XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME KB_DB 2>/dev/null || true

# ends STATUS COMMAND...
ends() {
  wanted=$1
  shift
  status=0
  "$@" >"$home/out" || status=$?
  [ "$status" -eq "$wanted" ] || {
    echo "'$*' ended with $status instead of $wanted" >&2
    exit 1
  }
}
# prints TEXT COMMAND...
prints() {
  text=$1
  shift
  ends 0 "$@"
  grep -qF -- "$text" "$home/out" || {
    echo "'$*' does not print '$text'" >&2
    cat "$home/out" >&2
    exit 1
  }
}
