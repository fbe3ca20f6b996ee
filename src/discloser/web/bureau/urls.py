"""Which address is which page of the hosted server: the officer's pages, and the bureau's beside."""

from __future__ import annotations

from django.urls import path

from ..urls import handler400, handler403, handler404, handler500
from ..urls import urlpatterns as one_officers
from .views import batches, links, listing, overview, own, password, roster, seasons, sign_in

_ONE_OFFICERS_ALONE = {"home", "start", "alive", "upload"}

urlpatterns = [
    path("", own.home, name="home"),
    *(one for one in one_officers if one.name not in _ONE_OFFICERS_ALONE),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("link/<str:token>/", links.link, name="link"),
    path("due/<int:due_id>/", listing.due, name="due"),
    path("bureau/", overview.overview, name="overview"),
    path("bureau/statistics/", overview.statistics, name="statistics"),
    path("bureau/list/", listing.due_list, name="due_list"),
    path("bureau/reminders/", listing.reminders, name="reminders"),
    path("bureau/roster/", roster.roster, name="roster"),
    path("bureau/roster/book/", roster.roster_book, name="roster_book"),
    path("bureau/roster/<int:handed_id>/", roster.roster_plan, name="roster_plan"),
    path("bureau/batches/", batches.batch_list, name="batches"),
    path("bureau/batches/begin/", batches.batch_begin, name="batch_begin"),
    path("bureau/batches/<int:batch_id>/", batches.batch, name="batch"),
    path("bureau/batches/<int:batch_id>/progress/", batches.batch_progress, name="batch_progress"),
    path("bureau/batches/<int:batch_id>/again/", batches.batch_again, name="batch_again"),
    path("bureau/batches/<int:batch_id>/file/", batches.batch_file, name="batch_file"),
    path("bureau/seasons/", seasons.season_list, name="seasons"),
    path("bureau/seasons/<int:season_id>/", seasons.season_edit, name="season"),
    path("me/", password.me, name="me"),
    path("me/sessions/<int:seat_id>/end/", password.end_session, name="end_session"),
    path("me/password/", password.password, name="password"),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
