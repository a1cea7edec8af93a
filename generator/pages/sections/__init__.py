"""The sections of the site, in the order in which they are planned."""
