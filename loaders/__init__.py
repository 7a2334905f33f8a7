"""What is read in batches: relations between tables, their order, who may see the rows. Named `<thing>_by_<key>`."""
