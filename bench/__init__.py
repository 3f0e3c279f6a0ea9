"""Speed, measured beside the limit of the machine it runs on. Nothing here is a test: it prints, it does not judge."""
