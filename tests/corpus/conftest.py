"""Property tests on the ground floor state what holds, not how fast a busy machine shows it."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
