"""Who may ask what of the hosted server: every address, every sort of person. Whoever adds an address adds its row.

`+` let through, `-` told that it is not for them, `.` told that it is not there, `?` asked to sign in. Addresses are
about a report of a unit that is under review; an address and method without a row is refused whoever asks. The sign-in
page answers 403 to a wrong password; whoever signs out stands at the door again.
"""

from __future__ import annotations

COLUMNS = (
    "nobody", "unit", "stranger", "link", "other link", "department", "foreign", "reviewer", "bureau", "auditor",
)
"""The report's own unit, link and department; others; the bureau's people."""
TABLE = """
home                 GET  ? + + + + + + + + +
begun                GET  ? + . . . . . . . .
audit                GET  ? + + + + + + + + +
audit                POST ? + + + + + + + + +
audited              GET  ? + . . . . . . . .
audit_marked         GET  ? + . . . . . . . .
audit_paper          GET  ? + . . . . . . . .
audit_page           GET  ? + . . . . . . . .
versions             GET  ? + . + . + . + + +
back                 POST ? + . + . - . - - -
pull                 GET  ? + . + . + . + + +
pull                 POST ? + . + . - . - - -
pulled               GET  ? + . . . . . . . .
pulled               POST ? + . . . . . . . .
rule                 GET  ? + + + + + + + + +
findings             GET  ? + . + . + . + + +
findings             POST ? + . + . - . - - -
waiting              GET  ? + . + . + . + + +
check_again          POST ? + . + . + . + + +
upload_version       POST ? + . + . - . - - -
upload_beside        POST ? + . + . - . - - -
sheet                GET  ? + . + . + . + + +
sheet                POST ? + . + . - . - - -
sheet_named          GET  ? + . + . + . + + +
sheet_named          POST ? + . + . - . - - -
paste                POST ? + . + . + . + + +
report               GET  ? + . + . + . + + +
report               POST ? + . + . + . - - -
progress             GET  ? + . + . + . + + +
preview              GET  ? + . + . + . + + +
output               GET  ? + . + . + . + + +
everything           GET  ? + . + . + . + + +
moved                GET  ? + . + . + . + + +
redline              GET  ? + . + . + . + + +
form                 GET  ? + . + . + . + + +
marked               GET  ? + . + . + . + + +
paper                GET  ? + . + . + . + + +
sign_in              GET  + + + + + + + + + +
sign_in              POST - - - - - - - - - -
sign_out             POST ? ? ? ? ? ? ? ? ? ?
link                 GET  + + + + + + + + + +
link                 POST + + + + + + + + + +
overview             GET  ? - - - - + + + + +
statistics           GET  ? - - - - + + + + +
due_list             GET  ? - - - - + + + + +
reminders            GET  ? - - - - + + + + +
roster               GET  ? - - - - + + + + +
roster               POST ? - - - - - - - + -
roster_book          GET  ? - - - - + + + + +
roster_plan          GET  ? - - - - - - - + -
roster_plan          POST ? - - - - - - - + -
addresses            GET  ? - - - - - - - + -
addresses            POST ? - - - - - - - + -
batches              GET  ? - - - - - - - + -
batches              POST ? - - - - - - - + -
batch_begin          GET  ? - - - - - - - + -
batch_begin          POST ? - - - - - - - + -
batch                GET  ? - - - - - - - + -
batch_progress       GET  ? - - - - - - - + -
batch_again          POST ? - - - - - - - + -
batch_file           GET  ? - - - - - - - + -
people               GET  ? - - - - - - - + -
people               POST ? - - - - - - - + -
person               POST ? - - - - - - - + -
unit_links           GET  ? - - - - - - - + -
unit_links           POST ? - - - - - - - + -
link_revoke          POST ? - - - - - - - + -
seasons              GET  ? - - - - + + + + +
seasons              POST ? - - - - - - - + -
season               GET  ? - - - - - - - + -
season               POST ? - - - - - - - + -
trail                GET  ? - - - - - - - + +
trail_verify         POST ? - - - - - - - + +
trail_export         GET  ? - - - - - - - + +
due                  GET  ? + . + . + . + + +
due_upload           POST ? + . + . - . - - -
due_blank            GET  ? + . + . + . + + +
due_begin            POST ? + . + . - . - - -
due_sign             POST ? + . + . - . - - -
due_answer           POST ? + . + . - . - - -
due_sum              GET  ? . . . . + . + + +
due_sum              POST ? . . . . + . - + -
due_page             GET  ? + . + . + . + + +
due_page             POST ? + . - . - . - + -
due_submit           POST ? + . + . - . - - -
due_withdraw         POST ? + . + . - . - - -
due_publish          POST ? + . - . - . - + -
due_correct          POST ? + . - . - . - + -
due_statement        POST ? + . + . - . - - -
due_statement_paper  GET  ? + . + . + . + + +
due_recall           POST ? - . - . - . - + -
due_exempt           POST ? - . - . - . - + -
due_restore          POST ? - . - . - . - + -
due_assign           POST ? - . - . - . - + -
round_file           GET  ? + . + . + . + + +
due_review           GET  ? - . - . - . + + -
review_begin         POST ? - . - . - . + + -
review_judge         POST ? - . - . - . + + -
round_preview        GET  ? + . + . + . + + +
me                   GET  ? + + . . + + + + +
still_there          GET  ? + + + + + + + + +
end_session          POST ? + . . . . . . . .
password             GET  ? + + . . + + + + +
password             POST ? + + . . + + + + +
"""
