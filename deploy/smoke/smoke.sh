#!/usr/bin/env bash
# After a roll-out: does a document go in, come out in an answer, and go away? Fails at the first thing that does not hold.
# Usage: smoke.sh URL_OF_INGEST URL_OF_QUERY     (needs curl; identity headers as the gateway sends them)
set -euo pipefail
ingest="${1:?address of the ingest API}"
query="${2:?address of the query API}"
company="${SMOKE_COMPANY:-5a0c7e9e-0000-4000-8000-000000000001}"
user="${SMOKE_USER:-5a0c7e9e-0000-4000-8000-000000000002}"
identity=(-H "X-Company-ID: $company" -H "X-User-ID: $user")
get() { curl --silent --show-error --fail-with-body --max-time 30 "${identity[@]}" "$@"; }

for url in "$ingest" "$query"; do
  get "$url/started" >/dev/null
  get "$url/ready" | tee /dev/stderr | grep -q '"status":"ready"' || { echo "$url is not ready" >&2; exit 1; }
done

word="smoke$(date +%s)"
file="$(mktemp --suffix=.txt)"
trap 'rm -f "$file"' EXIT
echo "El código de la prueba es $word y vence el 31 de diciembre." >"$file"
id="$(get -F "file=@$file;type=text/plain" "$ingest/api/v1/ingest/upload" | sed -E 's/.*"document_id":"([^"]+)".*/\1/')"
echo "uploaded $id" >&2

for _ in $(seq 1 60); do
  status="$(get "$ingest/api/v1/ingest/status/$id" | sed -E 's/.*"status":"([^"]+)".*/\1/')"
  [ "$status" = processed ] && break
  [ "$status" = error ] && { echo "the document ended in error" >&2; exit 1; }
  sleep 2
done
[ "$status" = processed ] || { echo "the document is still $status" >&2; exit 1; }

get -H 'Content-Type: application/json' -d '{"query":"¿Cuál es el código de la prueba?"}' "$query/api/v1/ask" | grep -q "$word"
get -X DELETE "$ingest/api/v1/ingest/$id" >/dev/null
echo 'smoke test passed'
