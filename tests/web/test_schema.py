"""What is shipped with the page: its schema as the models say, its script as its makers released it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.core.management import call_command

STATIC = Path(__file__).parents[2] / "src/discloser/web/static/web"
HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
"""dist/htmx.min.js of htmx.org 2.0.11."""


def test_the_migrations_make_what_the_models_say(db: None):
    call_command("makemigrations", "web", "bureau", check=True, dry_run=True, verbosity=0)


def test_the_script_of_others_is_what_they_released_with_its_licence():
    assert sha256((STATIC / "htmx.min.js").read_bytes()).hexdigest() == HTMX
    assert "Zero-Clause BSD" in (STATIC / "htmx.LICENSE.txt").read_text(encoding="utf-8")


def test_nothing_newer_than_the_oldest_browser_is_in_the_styles():
    styles = (STATIC / "page.css").read_text(encoding="utf-8")
    assert [word for word in (":has(", "@container", "@layer", "&:", "subgrid") if word in styles] == []
