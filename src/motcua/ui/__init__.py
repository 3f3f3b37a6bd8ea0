"""The design system: tokens, components, layout, icons, static files and the gallery."""
