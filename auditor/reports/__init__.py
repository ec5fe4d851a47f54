"""Reports: results in, text or JSON out; one module a format, and nothing but the model read."""
