"""Which address is which page of the hosted server: the officer's pages, and the bureau's beside."""

from __future__ import annotations

from django.urls import path

from ..urls import handler400, handler403, handler404, handler500
from ..urls import urlpatterns as one_officers
from .views import links, own, password, sign_in

_ONE_OFFICERS_ALONE = {"home", "start", "alive", "upload"}

urlpatterns = [
    path("", own.home, name="home"),
    *(one for one in one_officers if one.name not in _ONE_OFFICERS_ALONE),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("link/<str:token>/", links.link, name="link"),
    path("me/", password.me, name="me"),
    path("me/sessions/<int:seat_id>/end/", password.end_session, name="end_session"),
    path("me/password/", password.password, name="password"),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
