"""What processes count. Labels are names of the portal's own parts, never of people or things."""

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

QUICK = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5)
PAGES = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
WORK = (0.05, 0.25, 1, 5, 15, 60, 300, 1800)

disable_created_metrics()  # a moment beside each figure that nobody asks for
METERS = CollectorRegistry()


def counter(name, words, *labels):
    """One that only grows; `_total` ends its name."""
    return Counter(f"romantik_{name}", words, labels, registry=METERS)


def histogram(name, words, buckets, *labels):
    """How long something took: seconds in steps."""
    return Histogram(f"romantik_{name}_seconds", words, labels, registry=METERS, buckets=buckets)


REQUESTS = counter("requests", "Requests answered.", "view", "method", "status")
ANSWERS = histogram("request", "Until a request was answered.", PAGES, "view")
STATEMENTS = histogram("database", "Until a statement was answered.", QUICK, "role")
STATEMENT_ERRORS = counter("database_errors", "Statements that failed.", "role", "kind")
LINES = counter("database_connections_opened", "Connections opened to the database.", "role")
CACHE = histogram("cache", "Until the cache answered.", QUICK, "role")
CACHE_ERRORS = counter("cache_errors", "Questions that the cache did not answer.", "role")
TASKS = histogram("task", "Until a task had ended, by outcome.", WORK, "task", "outcome")
SIGNATURES = histogram(
    "signature", "Until a try at signing had ended.", WORK, "outcome", "reason", "backend"
)
