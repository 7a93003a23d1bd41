"""Speed and memory, one module per area, on seeded data; a peer beside us wherever one exists."""
