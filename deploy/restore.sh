#!/usr/bin/env bash
# Puts a backup in the place of the data folder. Stop the application first. What is there now is not deleted but moved
# aside, to DATA_FOLDER.before-<time>.
#
#   restore.sh BACKUP.tar.gz [DATA_FOLDER]         default: data
set -euo pipefail
umask 077

die() { echo "restore: $*" >&2; exit 1; }
[[ $# -ge 1 ]] || die "usage: restore.sh BACKUP.tar.gz [DATA_FOLDER]"
command -v sqlite3 >/dev/null || die "sqlite3 is not installed"
backup=$(realpath -- "$1")
data=$(realpath -m -- "${2:-data}")

[[ -f $backup ]] || die "no such file: $backup"
[[ -f $backup.sha256 ]] || die "$backup.sha256 is missing; without it nobody can say that the backup is whole"
(cd -- "$(dirname -- "$backup")" && sha256sum --check --status -- "$backup.sha256") || die "$backup is not what its .sha256 says"

# Whoever has the database open shows in /proc; a restore under a running application would be lost or mixed.
while read -r link target; do
    [[ $target != "$data/concentric.db"* ]] || die "$data/concentric.db is in use by process $(cut -d/ -f3 <<<"$link"); stop the application first"
done < <(find /proc/[0-9]*/fd -maxdepth 1 -type l -printf '%p %l\n' 2>/dev/null)

# The same lock that the application holds as long as it runs; unlike /proc it also tells of other accounts' processes.
if [[ -e $data/concentric.running ]] && ! flock --nonblock "$data/concentric.running" true; then
    die "$data is in use; stop the application first"
fi

mkdir -p -- "$(dirname -- "$data")"
work=$(mktemp -d -- "$data.restoring.XXXXXX")
trap 'rm -rf -- "$work"' EXIT
tar -C "$work" -xzf "$backup"
found=$(sqlite3 "$work/data/concentric.db" 'PRAGMA integrity_check;')
[[ $found == ok ]] || die "the database in the backup is damaged: $found"
# The copy has left write-ahead logging behind, and the file is where the application keeps that setting.
sqlite3 "$work/data/concentric.db" 'PRAGMA journal_mode=WAL;' >/dev/null

if [[ -e $data ]]; then
    chown -R --reference="$data" -- "$work/data"
    chmod --reference="$data" -- "$work/data"
    aside=$data.before-$(date -u +%Y%m%dT%H%M%SZ)
    mv -T -- "$data" "$aside"
    echo "moved aside: $aside"
fi
mv -T -- "$work/data" "$data"
echo "restored: $data"
