"""Networks of layers (chapter 07): nothing here yet."""
