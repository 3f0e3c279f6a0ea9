"""The H5 face: pages for people, drawn on the server. They call core's use-cases; no rule is here."""
