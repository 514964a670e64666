#!/bin/sh
# What does a container of the image do?  web | worker | beat | migrate | any command of manage.py
set -eu
cd /srv/desk

case "${1:-web}" in
web)
    exec granian --interface wsgi --no-ws --host 0.0.0.0 --port 8000 \
        --workers "${WEB_WORKERS:-2}" --blocking-threads 1 --backlog 512 \
        --respawn-failed-workers --workers-kill-timeout 30 --log-level warning \
        config.wsgi:application
    ;;
worker)
    exec celery -A config worker --loglevel info --concurrency "${CELERY_CONCURRENCY:-1}" --without-mingle
    ;;
beat)
    exec celery -A config beat --loglevel info --pidfile= --schedule "$DATA_DIR/beat" \
        --scheduler config.clock:NotingScheduler
    ;;
migrate)
    python manage.py check --deploy --fail-level WARNING
    exec python manage.py migrate --no-input
    ;;
*)
    exec python manage.py "$@"
    ;;
esac
