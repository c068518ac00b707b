"""What a face shows and allows, free of Qt."""
