"""Where the parts meet: settings, bootstrap, the JSON API, the pages, callbacks, the worker and the command line."""
