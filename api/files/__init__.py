"""Files that people give: believed by what they are, kept sealed under random names outside anything the web serves."""
