"""Pictures for print: `style` has what all share, `timeline` positions in lanes, `course` a measure over time."""
