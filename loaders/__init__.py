"""What is read in batches: relations between tables, their order, and who may see their rows. Named `<thing>_by_<key>`."""
