"""Settings: flags, environment, files and defaults, resolved into one frozen value."""
