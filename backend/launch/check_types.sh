#!/usr/bin/env bash
# Fails when frontend/openapi.json, the client made from it or docs/events.md is older than the backend's models; changes
# no source.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
python=$1
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

tar -C "$root/frontend" -c --exclude=./node_modules --exclude=./build --exclude=./.svelte-kit . | tar -C "$fresh" -x
ln -s "$root/frontend/node_modules" "$fresh/node_modules"
# The generator follows the link and reads the tsconfig that it finds there, which SvelteKit completes.
(cd "$root/frontend" && npx --no-install svelte-kit sync)
(cd "$root/backend" && "$python" -m app.openapi) > "$fresh/openapi.json"
(cd "$fresh" && npm run --silent generate > generate.log 2>&1) || { cat "$fresh/generate.log"; exit 1; }

if ! (cd "$root/backend" && "$python" -m app.reference) | diff -q - "$root/docs/events.md"; then
  echo "docs/events.md is stale: run make types and commit the result." >&2
  exit 1
fi
for generated in openapi.json src/lib/api/client; do
  if ! diff -rq "$root/frontend/$generated" "$fresh/$generated"; then
    echo "frontend/$generated is stale: run make types and commit the result." >&2
    exit 1
  fi
done
