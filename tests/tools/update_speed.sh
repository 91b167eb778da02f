#!/bin/sh
# How long `kb index` takes to bring an index up to date: nothing changed, 100 files changed.
# usage: update_speed.sh KB ARCHIVE FOLDER
#
# Copies the unpacked ARCHIVE (its folder kb/, if there is one) to FOLDER, indexes the copy once,
# then measures whole runs, five of each kind. The copy is what is changed, never ARCHIVE.
set -eu

kb=$1
archive=$2
folder=$3
[ ! -d "$archive/kb" ] || archive=$archive/kb
runs=5

rm -rf -- "$folder"
mkdir -p -- "$folder"
cp -r -- "$archive" "$folder/sources"
find "$folder/sources" -type f | sort >"$folder/files"
total=$(wc -l <"$folder/files")
# Every nth file, 100 of them.
awk -v n=$((total > 100 ? total / 100 : 1)) 'NR % n == 0' "$folder/files" | head -n 100 \
  >"$folder/chosen"
sleep 3 # a file written in the last two seconds is read again whatever its time says

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# The time of one run, in milliseconds; stops if it did not do what is expected.
timed() {
  start=$(milliseconds)
  said=$("$kb" index --quiet --json --db "$folder/index" "$folder/sources")
  end=$(milliseconds)
  case $said in
    *"\"action\":\"$1\""*) echo $((end - start)) ;;
    *) echo "update_speed: expected '$1', got: $said" >&2 && exit 1 ;;
  esac
}

change() {
  while IFS= read -r file; do
    printf '\tOne more line: change %s.\n' "$1" >>"$file"
  done <"$folder/chosen"
}

report() {
  sort -n "$folder/times" | awk -v what="$1" '
    { t[NR] = $1 }
    END { printf "%-28s median %5d ms   least %5d   most %5d   (%d runs)\n",
          what, t[int((NR + 1) / 2)], t[1], t[NR], NR }'
}

built=$(timed built)
echo "$total files, built in $built ms"
i=0
while [ $i -lt $runs ]; do
  timed unchanged
  i=$((i + 1))
done >"$folder/times"
report 'nothing changed'
i=0
while [ $i -lt $runs ]; do
  change $i
  timed updated
  i=$((i + 1))
done >"$folder/times"
report "$(wc -l <"$folder/chosen") files changed"
"$kb" check --db "$folder/index"
