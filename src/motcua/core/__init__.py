"""Rules of time, states, numbers and text as pure functions and values. Knows no Django and no room."""
