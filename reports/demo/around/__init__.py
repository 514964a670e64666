"""What did the body do around its meetings?  One module for each field of work, told through the acts."""
