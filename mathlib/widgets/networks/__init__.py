"""Live figures of networks (chapter 07): none yet."""
