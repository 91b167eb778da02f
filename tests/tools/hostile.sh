#!/bin/bash
# Times `kb parse --json` over large articles made to find what is not linear: one repeated piece of
# text each, as document, as document-flat and as Markdown. Run by hand; prints a table.
#
#   tests/tools/hostile.sh KB [MEGABYTES [NAME...]]
#
# Every line: name, dialect, seconds of work, seconds in all, peak memory, exit status. A hundred MB
# should take under 5 s a case on an idle core. Ends 1 if a run ended otherwise than 0 or 1: with an
# error, by a signal or after two minutes.
set -u
kb=${1:?usage: hostile.sh KB [MEGABYTES [NAME...]]}
megabytes=${2:-100}
shift $(($# < 2 ? $# : 2))
failed=0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

pieces() {
  cat <<'PIECES'
letters     xyzzy
words       one word after\x20
equals      =
dashes      -
boxes       | | |\x20
box-rows    | a | b |\n
box-table   +---+---+\n| File | Version |\n+---+---+\n| a.dll | 1.0.0.1 |\n
bullets     - - -\x20
ids         Q12345\x20
glued-ids   Q12345
id-titles   Q123456 XADM: How to Do Something with It\n\n
registry    HKLM\\
keys        HKEY_LOCAL_MACHINE\\System\\CurrentControlSet\\Services\x20
values      Value Name: Size Data Type: REG_DWORD Data: 2\x20
codes       0x0\x20
hresults    (80004005)\x20
negatives   -2147217900 (80040E15)\x20
stops       STOP 0x0000000A (0x1, 0x2,\x20
events      Event ID: 4058 Source: ESE\x20
symbols     MAPI_E_NOT_FOUND\x20
blank       \n
spaces      \x20
tabs        \t
less        <
entities    &lt;
quotes      "
headings    CAUSE\n=====\n
atx         # a\n
query-words Additional query words: a\n
cp1252      \xe9\xfc\x92\x20
nul         \x00
list-nest   - - - -\x20
quote-nest  > > >\x20
brackets    [[[[
parens      ((((
stars       *a **b\x20
ticks       `a ``b\x20
fixes       This problem was corrected in Windows NT 4.0 and\x20
rulers      File Name Version\n-----------------\n
lead-ins    following file attributes or later:\x20
rows        02/04/2000 01:22a 5.0.2195.1 76,560 Userenv.dll Intel\n
files       tcpip.sys\x20
times       12:00\x20
folders     \\a
dots        a.
PIECES
}

wanted() {
  local name=$1
  shift
  [ $# -eq 0 ] && return 0
  for one in "$@"; do [ "$one" = "$name" ] && return 0; done
  return 1
}

repeat() { # PIECE: `megabytes` of it on stdout
  python3 -c '
import sys
piece = sys.argv[1].encode().decode("unicode_escape").encode("latin-1")
size = int(sys.argv[2]) * 1000000
sys.stdout.buffer.write(piece * (size // len(piece)))' "$1" "$megabytes"
}

header="DOCUMENT:Q100001  07-SEP-2001  [exchange]%sTITLE   :A title%sPRODUCT :Microsoft Exchange%s"
header+="PROD/VER::5.5%sOPER/SYS:%sKEYWORDS:kb%s%s$(printf '=%.0s' {1..70})%s"

print_header() { # SEPARATOR
  # shellcheck disable=SC2059
  printf "$header" "$1" "$1" "$1" "$1" "$1" "$1" "$1" "$1"
}

measure() { # NAME DIALECT FILE
  /usr/bin/time -o "$folder/time" -f '%U %e %M' timeout 120 "$kb" parse --json "$3" >/dev/null
  local status=$?
  [ "$status" -le 1 ] || failed=1
  local cpu seconds memory
  read -r cpu seconds memory < <(tail -n 1 "$folder/time")
  printf '%-12s %-9s %7s s of %7s s %6d MB  exit %d\n' "$1" "$2" "$cpu" "$seconds" $((memory / 1000)) "$status"
}

while read -r name piece; do
  piece=$(pieces | sed -n "s/^$name  *//p")
  wanted "$name" "$@" || continue
  { print_header $'\n'; repeat "$piece"; } >"$folder/Q100001.TXT"
  measure "$name" document "$folder/Q100001.TXT"
  { print_header ' '; repeat "$piece"; } >"$folder/Q100001.TXT"
  measure "$name" flat "$folder/Q100001.TXT"
  { printf '# A title\n\n'; repeat "$piece"; } >"$folder/a.md"
  measure "$name" markdown "$folder/a.md"
done < <(pieces)
exit "$failed"
