"""The legal slips as PDF and their verification. Made afterwards from the journal."""
