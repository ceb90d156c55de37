"""Where the things that messages speak of are found, without asking the web."""

PATHS = {
    "board": "/",
    "desk": "/desk",
    "kept_wish": "/desk/wishes/{public_id}",
    "wish": "/wishes/{public_id}",
    "handled_issue": "/desk/issues/{public_id}",
    "issue": "/issues/{public_id}",
    "issues": "/desk/issues",
    "exposure": "/supervision/exposures/{public_id}",
    "mediation": "/mediation/{public_id}",
    "claim": "/claims/{public_id}",
    "certificate": "/certificates/{public_id}",
    "contact_export": "/exports/{public_id}",
    "bulletin": "/reports/{public_id}",
    "organization": "/quotas/tree",
    "me": "/me",
    "looks": "/supervision/looks",
}


def path_of(kind: str, public_id: str = "") -> str:
    """The path of a page by the kind of thing it shows. Raises KeyError for an unknown kind."""
    return PATHS[kind].format(public_id=public_id)
