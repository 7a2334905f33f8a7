"""Other GraphQL servers over the same tables, each as small as its authors show and set up as they advise for speed."""
