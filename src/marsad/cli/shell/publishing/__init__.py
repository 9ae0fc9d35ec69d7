"""The verbs under `marsad publish`, a few in each file."""
