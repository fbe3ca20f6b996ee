"""Which address is which page of the hosted server: the officer's pages, and the bureau's beside."""

from __future__ import annotations

from django.urls import path

from ..urls import handler400, handler403, handler404, handler500
from ..urls import urlpatterns as one_officers
from .views import (
    addresses,
    batches,
    due,
    links,
    listing,
    overview,
    own,
    page_check,
    password,
    people,
    review,
    roster,
    seasons,
    sign_in,
    summing,
    trail,
)

due_urls = [
    path("due/<int:due_id>/", due.due, name="due"),
    path("due/<int:due_id>/upload/", due.upload, name="due_upload"),
    path("due/<int:due_id>/blank/", due.blank, name="due_blank"),
    path("due/<int:due_id>/begin/", due.begin, name="due_begin"),
    path("due/<int:due_id>/sign/", due.sign, name="due_sign"),
    path("due/<int:due_id>/answer/", due.answer, name="due_answer"),
    path("due/<int:due_id>/sum/", summing.due_sum, name="due_sum"),
    path("due/<int:due_id>/page/", page_check.due_page, name="due_page"),
    path("due/<int:due_id>/submit/", due.submit, name="due_submit"),
    path("due/<int:due_id>/withdraw/", due.withdraw, name="due_withdraw"),
    path("due/<int:due_id>/publish/", due.publish, name="due_publish"),
    path("due/<int:due_id>/correct/", due.correct, name="due_correct"),
    path("due/<int:due_id>/statement/", due.statement, name="due_statement"),
    path("due/<int:due_id>/statement/<int:round_id>/", due.statement_paper, name="due_statement_paper"),
    path("due/<int:due_id>/recall/", due.recall, name="due_recall"),
    path("due/<int:due_id>/exempt/", due.exempt, name="due_exempt"),
    path("due/<int:due_id>/restore/", due.restore, name="due_restore"),
    path("due/<int:due_id>/assign/", due.assign, name="due_assign"),
    path("due/<int:due_id>/round/<int:review_id>/<slug:name>/", review.round_file, name="round_file"),
    path("due/<int:due_id>/review/", review.review, name="due_review"),
    path("due/<int:due_id>/review/begin/", review.begin, name="review_begin"),
    path("due/<int:due_id>/review/judge/", review.judge, name="review_judge"),
    path("due/<int:due_id>/round/<int:review_id>/", review.preview, name="round_preview"),
]

_ONE_OFFICERS_ALONE = {
    "home", "start", "alive", "upload", "blank", "begin", "following", "join", "put_away", "correction", "publication",
}
"""What asks nobody who it is for: here forms are handed in for what is due, corrected and published as acts."""

urlpatterns = [
    path("", own.home, name="home"),
    *(one for one in one_officers if one.name not in _ONE_OFFICERS_ALONE),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("link/<str:token>/", links.link, name="link"),
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
    path("bureau/addresses/", addresses.address_list, name="addresses"),
    path("bureau/people/", people.people, name="people"),
    path("bureau/people/<int:account_id>/", people.person, name="person"),
    path("bureau/links/", people.unit_links, name="unit_links"),
    path("bureau/links/<int:link_id>/revoke/", people.link_revoke, name="link_revoke"),
    path("bureau/seasons/", seasons.season_list, name="seasons"),
    path("bureau/seasons/<int:season_id>/", seasons.season_edit, name="season"),
    *due_urls,
    path("bureau/trail/", trail.listing, name="trail"),
    path("bureau/trail/verify/", trail.verify, name="trail_verify"),
    path("bureau/trail/export/", trail.export, name="trail_export"),
    path("me/", password.me, name="me"),
    path("me/there/", sign_in.still_there, name="still_there"),
    path("me/sessions/<int:seat_id>/end/", password.end_session, name="end_session"),
    path("me/password/", password.password, name="password"),
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
