"""The office itself: scenes, rules, applications, cases, clocks. It knows no web framework, no vendor and no Redis."""
