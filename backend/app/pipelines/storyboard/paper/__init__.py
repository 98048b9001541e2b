"""The drawing medium: points, pen strokes, marker tones, hatching, and the sheet that collects them."""
