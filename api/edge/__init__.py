"""What every request passes before any route sees it: pure ASGI, so nothing is cancelled or buffered on the way."""
