"""What is filled in before contact data are opened."""

from wishboard.core.forms import Form
from wishboard.disclosure.models import Purpose


class RevealForm(Form):
    """What the contact data are needed for."""

    purpose: Purpose
