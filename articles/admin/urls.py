"""Pages of the admin that belong to no model."""

from django.urls import path

from . import queue

urlpatterns = [
    path("", queue.guarded(queue.queue, "articles.view_reviewitem"), name="review"),
    path("<int:pk>/", queue.guarded(queue.decide, queue.DECIDE), name="review-decide"),
    path("undo/", queue.guarded(queue.undo, queue.DECIDE), name="review-undo"),
    path("bulk/", queue.guarded(queue.bulk, queue.DECIDE), name="review-bulk"),
]
