#!/usr/bin/env bash
# Backs up the embedded store while the application runs: a consistent copy of the database, then every other file of the
# data folder (made workbooks, keys kept as files). The database goes first, so each file it names is there or newer.
#
#   backup.sh [DATA_FOLDER] [BACKUP_FOLDER]        defaults: data, backups
#   KEEP=30   how many backups stay; older ones are deleted after the new one is whole
set -euo pipefail
umask 077

data=$(realpath -- "${1:-data}")
backups=$(realpath -m -- "${2:-backups}")
keep=${KEEP:-30}

die() { echo "backup: $*" >&2; exit 1; }
command -v sqlite3 >/dev/null || die "sqlite3 is not installed"
[[ $keep =~ ^[1-9][0-9]*$ ]] || die "KEEP must be a number above 0, not '$keep'"
[[ -f $data/concentric.db ]] || die "no concentric.db in $data"
[[ $backups/ != "$data"/* ]] || die "the backup folder lies inside the data folder"

mkdir -p -- "$backups"
work=$(mktemp -d -- "$backups/.making.XXXXXX")
trap 'rm -rf -- "$work"' EXIT
mkdir -- "$work/data"

# VACUUM INTO reads in one transaction; .backup begins anew whenever somebody writes, and may not come to an end.
sqlite3 -cmd '.timeout 60000' "$data/concentric.db" "VACUUM INTO '${work//\'/\'\'}/data/concentric.db';"
found=$(sqlite3 "$work/data/concentric.db" 'PRAGMA integrity_check;')
[[ $found == ok ]] || die "the copy is damaged: $found"

tar -C "$data" --exclude='./concentric.db' --exclude='./concentric.db-*' -cf - . | tar -C "$work/data" -xf -

name=concentric-$(date -u +%Y%m%dT%H%M%SZ).tar.gz
[[ ! -e $backups/$name ]] || die "$backups/$name exists already"
tar -C "$work" -czf "$work/$name" data
(cd -- "$work" && sha256sum -- "$name" >"$name.sha256")
sync -- "$work/$name"
mv -- "$work/$name.sha256" "$work/$name" "$backups/"

find "$backups" -maxdepth 1 -name 'concentric-*Z.tar.gz' -printf '%f\n' | sort -r | tail -n "+$((keep + 1))" |
    while read -r old; do rm -f -- "$backups/$old" "$backups/$old.sha256"; done

echo "$backups/$name"
