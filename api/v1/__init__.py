"""The API every face relies on, one file a noun: requests become use-cases of core, their answers JSON; no more."""
