ARG BASE
FROM ${BASE}
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends redis-server redis-tools \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 999 -g 999 /data
WORKDIR /data
