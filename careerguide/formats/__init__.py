"""How dates and numbers are written where the house differs from what Django knows of a language."""
