#!/usr/bin/env bash
# Locks pyproject.toml with hashes for every supported Python: one set of versions, cut to what each place installs.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$1
shift

lock() {
  local file=$1
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --annotation-style line --no-header \
    "$@" --output-file "$file" pyproject.toml
}

lock requirements-dev.txt --extra worker --extra native --extra runners --extra dev "$@"
lock requirements.txt --constraints requirements-dev.txt
lock requirements-worker.txt --constraints requirements-dev.txt --extra worker --extra runners
lock requirements-native.txt --constraints requirements-dev.txt --extra worker --extra native --extra runners
# Without torch, whose build is the machine's choice, and so without the gigabytes that its CUDA build asks for.
lock requirements-models.txt --constraints requirements-dev.txt --extra worker --extra models \
  --overrides <(echo "torch; python_version < '3'")
