"""Pages of the admin that belong to no model."""

from django.urls import path

from . import queue, uploads

urlpatterns = [
    path("import/", queue.guarded(uploads.upload, uploads.UPLOAD), name="upload"),
    path("review/", queue.guarded(queue.queue, "articles.view_reviewitem"), name="review"),
    path("review/<int:pk>/", queue.guarded(queue.decide, queue.DECIDE), name="review-decide"),
    path("review/undo/", queue.guarded(queue.undo, queue.DECIDE), name="review-undo"),
    path("review/bulk/", queue.guarded(queue.bulk, queue.DECIDE), name="review-bulk"),
]
