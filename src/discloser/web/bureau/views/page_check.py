"""核对公开的网页: a page saved from the web, held against what was approved."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from ...uploads import NotTaken, some_uploads
from .. import page_checks
from ..flow import Act
from ..permit import may
from ..visible import visible_to

_ENDINGS = (".html", ".htm", ".pdf", ".docx", ".xlsx", ".csv")


@require_http_methods(["GET", "POST"])
def due_page(request: HttpRequest, due_id: int) -> HttpResponse:
    """Where it was published, and what looks at the page told; a press looks at a page that was saved."""
    due = get_object_or_404(visible_to(request.actor).select_related("unit__department", "season"), pk=due_id)
    refused, told = "", None
    pages = list(due.publications.select_related("review__version"))
    if request.method == "POST" and may(request.actor, Act.PUBLISH, due):
        try:
            files = some_uploads(request, "page", _ENDINGS, settings.LARGEST_REPORT)
            told = page_checks.checked(due, {one.name: one.content for one in files})
            if pages:
                page_checks.noted(pages[0], told, request.actor)
                pages[0].refresh_from_db()
        except (NotTaken, page_checks.NothingToCompare) as wrong:
            refused = str(wrong)
    return render(request, "bureau/due_page.html", {
        "due": due, "pages": pages, "told": told, "refused": refused, "may_check": may(request.actor, Act.PUBLISH, due),
    }, status=400 if refused else 403 if request.method == "POST" and told is None else 200)
