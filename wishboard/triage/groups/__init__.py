"""Hot groups: wishes that say the same of the same place, put together as they arrive."""
