"""A newcomer before a real Chromium."""
