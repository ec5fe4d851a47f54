"""How transfers leave the machine: TLS and its oldest version, the proxy, the CA bundle."""

from __future__ import annotations

from typing import Any

import pycurl

from auditor.links.settings import LinkSettings

_TLS = {
    "1.0": pycurl.SSLVERSION_TLSv1_0,
    "1.1": pycurl.SSLVERSION_TLSv1_1,
    "1.2": pycurl.SSLVERSION_TLSv1_2,
    "1.3": pycurl.SSLVERSION_TLSv1_3,
}


def options(settings: LinkSettings, bundle: str) -> list[tuple[Any, Any]]:
    """The options of curl for it. Proxies of the environment and .netrc are never used."""
    found: list[tuple[Any, Any]] = [
        (pycurl.CAINFO, bundle),
        (pycurl.SSLVERSION, _TLS[settings.min_tls]),
        (pycurl.PROXY, settings.proxy.url if settings.proxy else ""),
        (pycurl.NOPROXY, "" if settings.proxy else "*"),
        (pycurl.NETRC, 0),
    ]
    if settings.proxy and settings.proxy.auth:
        name, password = settings.proxy.auth
        found += [(pycurl.PROXYUSERNAME, name), (pycurl.PROXYPASSWORD, password)]
    return found
