"""Which CA bundle is trusted: the environment's, else certifi's."""

from __future__ import annotations

from collections.abc import Mapping
import os

VARIABLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def ca_bundle(environment: Mapping[str, str] | None = None) -> str:
    """The path of the bundle: the first of the usual variables that is set, else certifi's."""
    values = os.environ if environment is None else environment
    named = next((values[name] for name in VARIABLES if values.get(name)), None)
    if named is not None:
        return named
    import certifi

    return certifi.where()
