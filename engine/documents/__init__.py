"""From the text of a document to an operation ready to run, within the limits; and how failures look to clients."""
