# The portal in production: one image for web, worker and beat (see docker-compose.yml).
# Its Debian has the pg_dump of the server in docker-compose.yml: they must be of one version.
FROM python:3.11-slim-trixie

# What WeasyPrint loads when it draws a letter: the list of romantik/running/machine.py.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SEALS_FILE=/data/private/seals.txt
WORKDIR /app

COPY requirements/uv.txt requirements/prod.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/uv.txt \
    && uv pip install --system --no-cache --compile-bytecode --require-hashes \
        -r requirements/prod.txt

COPY . .
# Without a configuration this is the demonstration; the key it makes for itself stays out of the image.
RUN python -m paper.fonts \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && rm -f var/secret_key && chmod 755 var && ln -s /app/bin/romantik /usr/local/bin \
    && useradd --system --uid 10001 --no-create-home romantik \
    && install -d -o romantik -g romantik -m 700 /data/private

USER romantik
ENV PRIVATE_ROOT=/data/private PORT=8000
VOLUME /data/private
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "romantik.wsgi", "-k", "gthread", "-w", "2", "--threads", "8", "--preload", "--no-control-socket"]
