"""The pages for citizens: their words, their look, and what a browser makes of them."""
