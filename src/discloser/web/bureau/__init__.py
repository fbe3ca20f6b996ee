"""The bureau's side of the page: who has to hand in what by when, who judges it, what was decided and published."""
