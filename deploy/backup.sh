#!/usr/bin/env bash
# Backs up the embedded store while the application runs: a consistent copy of the database, then every other file of the
# data folder (made workbooks, photos, attachments, the seal). The database goes first, so each file it names is there or newer, or has been
# removed since. What comes and goes meanwhile does no harm; what can't be read or written does, and ends the backup.
# How it ended stands in DATA_FOLDER/backup.status, where the application reads it and tells the administrators.
#
#   backup.sh [DATA_FOLDER] [BACKUP_FOLDER]        defaults: data, backups
#   KEEP=30   how many backups stay; older ones are deleted after the new one is whole
set -euo pipefail
umask 077
export LC_ALL=C

work=
status=
said=

# The last success stays beside the last failure: both are shown.
note() {
    [[ -n $status ]] || return 0
    { grep -v -e "^$1=" -e "^$3=" -- "$status" 2>/dev/null || true
      printf '%s=%s\n%s=%s\n' "$1" "$2" "$3" "$(tr '\n' ' ' <<<"$4" | cut -c1-500)"
    } >"$status.part" && mv -f -- "$status.part" "$status"
}

finish() {
    local code=$?
    [[ -z $work ]] || rm -rf -- "$work"
    [[ $code == 0 ]] || note failed "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" problem "${said:-ended with code $code}" 2>/dev/null || true
    exit "$code"
}

die() { said=$*; echo "backup: $*" >&2; exit 1; }
trap finish EXIT
trap 'said="line $LINENO: ${BASH_COMMAND%% *} failed"' ERR
trap 'said="it was ended from outside"; exit 1' INT TERM HUP

data=$(realpath -- "${1:-data}")
[[ ! -d $data ]] || status=$data/backup.status
backups=$(realpath -m -- "${2:-backups}")
keep=${KEEP:-30}

command -v sqlite3 >/dev/null || die "sqlite3 is not installed"
[[ $keep =~ ^[1-9][0-9]*$ ]] || die "KEEP must be a number above 0, not '$keep'"
[[ -f $data/concentric.db ]] || die "no concentric.db in $data"
[[ $backups/ != "$data"/* ]] || die "the backup folder lies inside the data folder"

mkdir -p -- "$backups" || die "the backup folder $backups can't be made"
work=$(mktemp -d -- "$backups/.making.XXXXXX") || die "nothing can be written to $backups"
mkdir -- "$work/data"

# VACUUM INTO reads in one transaction; .backup begins anew whenever somebody writes, and may not come to an end.
failure=$(sqlite3 -bail -cmd '.timeout 60000' "$data/concentric.db" "VACUUM INTO '${work//\'/\'\'}/data/concentric.db';" 2>&1) || die "the database can't be copied: $failure"
found=$(sqlite3 "$work/data/concentric.db" 'PRAGMA integrity_check;' 2>&1) || die "the copy can't be read: $found"
[[ $found == ok ]] || die "the copy is damaged: $found"
found=$(sqlite3 "$work/data/concentric.db" 'PRAGMA foreign_key_check;' 2>&1)
[[ -z $found ]] || die "rows of the copy refer to rows that are not there: $(head -n 3 <<<"$found")"

# Half-written files have names of their own; whole ones are put in place by a rename, so what is copied is whole.
copy() {
    (cd -- "$data" && find -L . \( -name concentric.db -o -name 'concentric.db-*' -o -name '*.lock' -o -name '*.running' -o -name '*.running.pid' -o -name '*.part' -o -name 'backup.status*' \) -prune \
        -o -type f -exec cp -p --parents -t "$work/data" -- {} +) 2>&1 >/dev/null || true
}

for attempt in 1 2 3 4 5; do
    failure=$(copy | grep -v -e 'No such file or directory' || true)
    [[ -n $failure ]] || break
    # A file that was replaced while it was copied is copied again; everything else is a reason to give up.
    other=$(grep -v -e 'replaced while being copied' <<<"$failure" || true)
    [[ -z $other ]] || die "files can't be copied: $(head -n 3 <<<"$other")"
    [[ $attempt != 5 ]] || die "files change faster than they can be copied: $(head -n 3 <<<"$failure")"
done

name=
while name=concentric-$(date -u +%Y%m%dT%H%M%SZ).tar.gz; [[ -e $backups/$name ]]; do sleep 1; done
failure=$(tar -C "$work" -czf "$work/$name" data 2>&1) || die "the archive can't be written: $failure"
(cd -- "$work" && sha256sum -- "$name" >"$name.sha256") || die "the archive can't be read back"
gzip -t -- "$work/$name" || die "the archive is damaged"
sync -- "$work/$name" "$work/$name.sha256"
mv -- "$work/$name.sha256" "$work/$name" "$backups/"
sync -- "$backups"

find "$backups" -maxdepth 1 -name 'concentric-*Z.tar.gz' -printf '%f\n' | sort -r | tail -n "+$((keep + 1))" |
    while read -r old; do rm -f -- "$backups/$old" "$backups/$old.sha256"; done

note succeeded "$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" archive "$backups/$name" || echo "backup: $status can't be written; the application does not learn of this backup" >&2
echo "$backups/$name"
