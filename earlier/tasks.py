from celery import shared_task

from earlier.models import Import


@shared_task
def work(pk):
    """Go on with one import until a person has to say something."""
    for brought in Import.objects.filter(pk=pk):
        brought.work()


@shared_task
def go_on():
    """Go on with what broke off or was never queued: each does the next handful, whoever it is."""
    for brought in Import.objects.under_way().order_by("pk"):
        brought.work()
