ARG BASE
FROM ${BASE}
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends python3 python3-venv \
    && ln -s python3 /usr/bin/python \
    && rm -rf /var/lib/apt/lists/*
