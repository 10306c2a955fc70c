# syntax=docker/dockerfile:1
# Two targets: `production` (the default; one role a container, outside PostgreSQL and vector store) and `complete`, with the
# embedded parts, for trying out: docker build --target complete.
# The arguments are for machines that have other names for these images; `npm run test:image` builds its own.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim
ARG DEBIAN_IMAGE=docker.io/library/debian:bookworm-slim

# what both targets run: as it is installed, without what no process reads
FROM ${NODE_IMAGE} AS dependencies
# 18 MB of names for debuggers
RUN apt-get update && apt-get install -y --no-install-recommends binutils && strip --strip-unneeded /usr/local/bin/node
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund
COPY deploy/image/prune.mjs /tmp/prune.mjs
RUN node /tmp/prune.mjs node_modules

FROM ${NODE_IMAGE} AS embedded
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/node-linux-* node_modules/node-darwin-* node_modules/node-bin-*
COPY deploy/image/prune.mjs /tmp/prune.mjs
RUN node /tmp/prune.mjs node_modules

# Debian and Node itself, without npm and yarn: nothing is installed in a running container
FROM ${DEBIAN_IMAGE} AS base
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates libatomic1 libstdc++6 tini \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /var/log/*.log /usr/share/doc /usr/share/man \
 && groupadd --gid 10001 atenex \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/atenex --shell /usr/sbin/nologin atenex \
 && install -d -o 10001 -g 10001 -m 700 /var/lib/atenex \
 && install -d -o 10001 -g 10001 /app/compiled
COPY --from=dependencies /usr/local/bin/node /usr/local/bin/node
COPY deploy/image/atenex /usr/local/bin/atenex
COPY deploy/image/healthy.mjs deploy/image/compile.mjs /usr/local/lib/atenex/
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/compiled \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=1048576 \
    MALLOC_TRIM_THRESHOLD_=1048576 \
    ATENEX_DATA_DIR=/var/lib/atenex
WORKDIR /app
# changes seldom: before the code, so that a new build sends little
COPY models ./models
USER 10001:10001
VOLUME /var/lib/atenex
ENTRYPOINT ["tini", "--", "atenex"]
CMD ["start"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["node", "/usr/local/lib/atenex/healthy.mjs"]

FROM base AS complete
COPY --from=embedded /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY sql ./sql
COPY src ./src
RUN node /usr/local/lib/atenex/compile.mjs
LABEL org.opencontainers.image.title="Atenex, complete" \
      org.opencontainers.image.description="Atenex with embedded PostgreSQL and vector store, for trying out"

FROM base AS production
ARG VERSION=unknown
ARG REVISION=unknown
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY sql ./sql
COPY src ./src
RUN node /usr/local/lib/atenex/compile.mjs
LABEL org.opencontainers.image.title="Atenex" \
      org.opencontainers.image.description="Answers questions about a company's own documents and shows where each answer comes from" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
