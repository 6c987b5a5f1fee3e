"""Blocks that editors compose pages of: `text` for any page, `home` for the front door, `links` for the menus."""
