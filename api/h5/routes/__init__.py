"""The pages' routes, one file per noun. `api.h5.router` holds them all."""
