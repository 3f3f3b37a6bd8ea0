"""Rules of time, states, numbers and text as pure functions. Knows neither Django nor rooms."""
