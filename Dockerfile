# The portal in production: one image for web, worker and beat (see docker-compose.yml).
# Python and all else beside the locked packages is Debian's, which mends what is found in it.
# Its pg_dump must be of the version of the server in docker-compose.yml.
# Behind a proxy that signs TLS anew: --secret id=ca,src=THE_BUNDLE.pem. Where packages come from
# elsewhere: --secret id=registry,src=FILE with lines such as UV_DEFAULT_INDEX=https://…/simple.
# `bin/image-test` builds it, weighs it, and runs it by the compose file.
ARG BASE=debian:trixie-slim

FROM ${BASE} AS packages
RUN apt-get update && apt-get install -y --no-install-recommends binutils ca-certificates python3-venv
WORKDIR /build
# `--build-arg PACKAGES=watching` brings OpenTelemetry, too (TRACES_TO).
ARG PACKAGES=prod
COPY requirements/uv.txt requirements/prod.txt requirements/watching.txt requirements/image.txt requirements/
COPY deploy/image/install deploy/image/trim deploy/image/
RUN --mount=type=secret,id=ca --mount=type=secret,id=registry \
    deploy/image/install /opt/romantik "requirements/$PACKAGES.txt" \
    && deploy/image/install /tools/listing requirements/image.txt \
    && deploy/image/trim /opt/romantik
# The fonts of printed pages are cut into the environment.
COPY paper paper
RUN /opt/romantik/bin/python -m paper.fonts

FROM ${BASE}
# Python, and what WeasyPrint loads when it draws a letter: the list of romantik/running/machine.py.
# Of Perl only what the base has: PostgreSQL's programs themselves need none.
COPY deploy/image/dpkg.cfg /etc/dpkg/dpkg.cfg.d/romantik
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates media-types python3 \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin romantik \
    && install -d -o romantik -g romantik -m 700 /data/private

ENV PATH=/opt/romantik/bin:/usr/lib/postgresql/17/bin:$PATH HOME=/tmp \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SEALS_FILE=/data/private/seals.txt
WORKDIR /app

COPY --from=packages /opt/romantik /opt/romantik
COPY . .
# For this line it is a demonstration; the key it makes for itself stays out of the image.
RUN DEMONSTRATION=true python manage.py collectstatic --noinput --verbosity 0 \
    && rm -f var/secret_key && chmod 755 var && python -m compileall -q . \
    && ln -s /app/bin/romantik /usr/local/bin
# What is inside, and under which licences: sbom.cdx.json and licences.txt.
RUN --mount=type=bind,from=packages,source=/tools,target=/tools \
    /tools/listing/bin/python deploy/image/contents.py /opt/romantik/bin/python /usr/share/romantik

USER romantik
# Without a configuration it says what is missing, instead of showing a demonstration.
ENV DEMONSTRATION=false PRIVATE_ROOT=/data/private PORT=8000
VOLUME /data/private
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "romantik.wsgi", "-k", "gthread", "-w", "2", "--threads", "8", "--preload", "--no-control-socket"]
