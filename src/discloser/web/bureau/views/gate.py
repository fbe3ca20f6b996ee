"""Pages of the bureau open for whom the matrix gives them to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from ...views.told import told
from ..flow import Act
from ..permit import may

View = Callable[..., HttpResponse]


def for_those_who_may(*acts: Act) -> Callable[[View], View]:
    """A view for whoever may do one of some acts; all others are told so."""
    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
            if any(may(request.actor, act) for act in acts):
                return view(request, *arguments, **named)
            return told(request, "这一页不能打开。", "它是财政局的工作页；要用，请财政局给您的账号分配角色。", 403)
        return answer
    return guarded
