"""Pages that Mangopay shows to people: payment, 3-D Secure, strong authentication, identity."""
