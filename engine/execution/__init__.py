"""From the text of a document to the bytes of an answer; how either travels is the transport's business."""
