#!/bin/sh
# Makes attempts.sqlite3, and what the same program says of it, with an older checkout.
# Usage: sh make.sh CHECKOUT SCRATCH_FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
old=$(cd "$1" && pwd)
mkdir -p "$2" "$here/expected"
scratch=$(cd "$2" && pwd)
export HOME="$scratch" SIMULATOR_LANGUAGE=en
file="$scratch/attempts.sqlite3"
url="sqlite:///$file"
golden="$old/tests/golden"
rm -f "$file" "$here"/expected/*

simulator() { (cd "$old" && PYTHONDONTWRITEBYTECODE=1 .venv/bin/simulator "$@" --database "$url"); }
play() { simulator play "$@" --text > /dev/null; sleep 1.1; }  # so that no two start in one second

play wrong-dish --trainee "Νίκος Παπαδάκης" --language el < "$golden/wrong-dish--pushy/input.txt"
play dark-screen --trainee 王小明 --language zh_Hans < "$golden/dark-screen--proactive/input.txt"
play not-as-described --trainee Ana < "$golden/not-as-described--reactive/input.txt"
play wrong-dish --trainee "=Ana" --time off < "$golden/wrong-dish--silent/input.txt"
head -5 "$golden/dark-screen--pushy/input.txt" | play dark-screen --trainee "Ελένη Λήμα"
{ head -3 "$golden/not-as-described--proactive/input.txt"; echo x; echo y; } |
  play not-as-described --trainee 王小明
# The file of these two is edited afterwards.
sed 's/My tea is cold/My tea is not hot/; s/And the biscuit/And my biscuit/' "$here/tea.yaml" > "$scratch/tea.yaml"
printf 'shrug @40%%\nbring @150%%\n' | play "$scratch/tea.yaml" --trainee "Zoë 林"
printf 'sorry @40%%\n' | play "$scratch/tea.yaml" --trainee Ana

sqlite3 "$file" 'PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; VACUUM' > /dev/null
cp "$file" "$here/attempts.sqlite3"

answers() {
  simulator scores list --json > "$here/expected/$1list.json"
  simulator scores verify --json > "$here/expected/$1verify.json"
  simulator scores export > "$here/expected/$1export.csv"
  sqlite3 "$file" 'SELECT id, length, seal FROM attempts ORDER BY started' \
    > "$here/expected/$1logs.txt"
  sqlite3 "$file" 'SELECT id FROM attempts' | while read -r id; do
    simulator scores show "$id" --explain --json > "$here/expected/$1show-$id.json"
  done
}
answers ""
tail -n +6 "$golden/dark-screen--pushy/input.txt" > "$here/dark-screen-rest.txt"
echo 'bring @50%' > "$here/tea-rest.txt"
play dark-screen --trainee "Ελένη Λήμα" < "$here/dark-screen-rest.txt"
play "$here/tea.yaml" --trainee Ana < "$here/tea-rest.txt"
# A test that plays on ends these two at another date.
answers later-
