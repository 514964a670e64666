"""Which regulations, units, groups of addressees, activities and statements are kept?"""
