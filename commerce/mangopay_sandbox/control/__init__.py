"""What lies outside the API: decisions of banks and officers, faults, the clock, and a page for all of it."""
