"""Collections and the registry: every question about more than one record."""
