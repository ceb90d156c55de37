"""What an issue brought, in metres, poles or yuan, beside the people it reached (成效数量)."""
