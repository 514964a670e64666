"""Pictures of figures as SVG, made here and nowhere else: bars, strips of twelve months, dots.

Depends on nothing but the template engine's escaping.  A picture carries its title and description, needs no script and
no style in the page, and never says anything by colour alone: each tone has a texture, and figures stand as text.
"""
