"""Questions to cited answers, drafts, and the workspace that shows them."""
