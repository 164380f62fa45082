"""The kinds of charts: request → scene, with everything resolved that a figure shows."""
