"""What has happened, put together for those who have to account for it."""
