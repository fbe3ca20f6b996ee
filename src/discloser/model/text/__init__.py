"""What a text can say or have wrong by itself."""
