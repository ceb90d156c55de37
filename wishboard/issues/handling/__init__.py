"""An issue in the hands of organizations: dispatch, objection, extension, reply."""
