"""What to do about each `status_ext` of Save Page Now 2 (its API document; field notes)."""

from __future__ import annotations

from enum import Enum


class Course(Enum):
    """What an error of the service asks for.

    `pause` is about us, not the page: it counts as no failure of the address.
    """

    RETRY = "retry"
    PAUSE = "pause"
    TOMORROW = "tomorrow"
    DAY_IS_OVER = "day_is_over"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


_CODES = {
    Course.RETRY: """bad-gateway bandwidth-limit-exceeded browsing-timeout cannot-fetch
        capture-location-error celery gateway-timeout internal-server-error job-failed
        no-browsers-available no-captures protocol-error proxy-error read-timeout
        service-unavailable soft-time-limit-exceeded""",
    Course.PAUSE: "too-many-requests user-session-limit",
    Course.TOMORROW: "too-many-daily-captures too-many-daily-captures-host",
    Course.DAY_IS_OVER: "max-daily-bandwidth",
    Course.PERMANENT: """bad-request blocked blocked-client-ip blocked-url filesize-limit
        ftp-access-denied http-version-not-supported invalid-host-resolution
        invalid-server-response invalid-url-syntax method-not-allowed
        network-authentication-required no-access not-found not-implemented too-many-redirects
        unauthorized""",
}
COURSES = {code: course for course, codes in _CODES.items() for code in codes.split()}

# Failures of one address before it is given up: what is known to pass gets two more chances.
TRIES = {Course.RETRY: 5, Course.UNKNOWN: 3}


def course_of(code: str) -> Course:
    """The course for a code without its `error:`; one nobody knows is tried again, not for long."""
    return COURSES.get(code, Course.UNKNOWN)
