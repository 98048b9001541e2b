ARG BASE
FROM ${BASE}
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
