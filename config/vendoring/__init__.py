"""What a maintainer runs to renew the files of others that we ship.  Never needed by a user."""
