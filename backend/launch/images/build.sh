#!/usr/bin/env bash
# Builds stand-ins for the base images from the Debian archive, under the same tags, for machines that reach no image
# registry. They carry this machine's CA certificates and package-index settings, so that every build works unchanged.
# DEBIAN_MIRROR names another archive than debootstrap's own. An image that is there already stays.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
suite=trixie
root_image=auteur-offline-base:$suite

main() {
  local image
  for image in $(PYTHONPATH="$here/../.." python3 -m launch.engine images); do
    if docker image inspect "$image" > /dev/null 2>&1; then
      echo "$image is there"
      continue
    fi
    docker image inspect "$root_image" > /dev/null 2>&1 || import_root
    echo "Building a stand-in for $image"
    docker build --quiet --network host --build-arg "BASE=$root_image" --tag "$image" - \
      < "$here/${image%%:*}.Dockerfile" > /dev/null
  done
}

import_root() {
  command -v debootstrap > /dev/null || { echo "Missing debootstrap: apt-get install debootstrap" >&2; exit 1; }
  [ "$(id -u)" = 0 ] || { echo "debootstrap needs root: sudo make images-offline" >&2; exit 1; }
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
  echo "Fetching Debian $suite"
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} \
    > "$root.log" || { tail "$root.log" >&2; exit 1; }
  rm -f "$root.log"
  carry_settings
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  tar -C "$root" -c . | docker import --change 'CMD ["bash"]' - "$root_image" > /dev/null
}

carry_settings() {
  cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2> /dev/null || true
  chroot "$root" update-ca-certificates > /dev/null 2>&1
  apt_settings > "$root/etc/apt/apt.conf.d/90host"
  pip_settings > "$root/etc/pip.conf"
  npm_settings > "$root/etc/npmrc"
}

apt_settings() {
  apt-config dump 2> /dev/null | grep -iE '^Acquire::https?::Proxy' || true
}

# Indexes that are folders of this machine would not be found inside.
pip_settings() {
  local python=$here/../../../.venv/bin/python
  [ -x "$python" ] || python=python3
  echo "[global]"
  { "$python" -m pip config list 2> /dev/null || true; } | sed '/file:/d' |
    sed -nE "s/^(global|:env:)\.(index-url|extra-index-url|trusted-host|cert|proxy|timeout|default-timeout)='(.*)'$/\2 = \3/p" |
    sort -u -t= -k1,1
}

npm_settings() {
  local key value
  command -v npm > /dev/null || return 0
  for key in registry cafile proxy https-proxy noproxy; do
    value=$(npm config get "$key" 2> /dev/null)
    case "$value" in "" | null | undefined) ;; *) echo "$key=$value" ;; esac
  done
}

main
