# The house as an image: one for API processes, workers and commands alike. Built in two stages, run as nobody in particular.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/zhangban
COPY requirements.txt ./
RUN python3 -m venv .venv
RUN .venv/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 zhangban && useradd --system --uid 10001 --gid 10001 --no-create-home zhangban
RUN install -d -o 10001 -g 10001 /var/lib/zhangban
WORKDIR /srv/zhangban
COPY --from=build /srv/zhangban/.venv .venv
COPY api api
COPY channels channels
COPY core core
COPY migrations migrations
COPY notifications notifications
COPY offices offices
COPY payments payments
COPY registries registries
COPY sandbox sandbox
COPY vendors vendors
COPY city city
RUN .venv/bin/python -m compileall -q api channels core migrations notifications offices payments registries sandbox vendors
ENV PYTHONUTF8=1 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ZB_MODE=production ZB_WORKER=separate ZB_HOST=0.0.0.0 ZB_PORT=8000 ZB_DATA=/var/lib/zhangban
USER zhangban
VOLUME /var/lib/zhangban
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD [".venv/bin/python", "-m", "api.healthy"]
ENTRYPOINT [".venv/bin/python", "-m", "api.cli"]
CMD ["run"]
