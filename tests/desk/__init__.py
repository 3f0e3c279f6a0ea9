"""The officers' desk: drawn, looked at, and worked by keyboard alone."""
