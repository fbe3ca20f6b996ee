"""Two forms or two reports beside each other: what was typed differently, and what that moved in print."""
