"""The full screen: one session, seen as facts, map and sentences at once.

What is answered is the session's (`allscape.session`); `scene` folds what happens into where the
screen stands; the other modules turn that into lines of text. Only `app`, `screens`, `learning`
and `lines` know Textual, so that all else is tried without a screen.
"""
