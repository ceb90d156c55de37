"""Files with contact data: asked for with a purpose, approved by a second person, traceable."""
