"""Sentences to begin with, each chosen because something can be seen in its maps."""

from __future__ import annotations

EXAMPLES: tuple[str, ...] = (
    "我是一只猫娘。",
    "The animal didn't cross the street because it was too tired.",
    "狗咬了人，人没有咬狗。",
    "她昨天在图书馆借了三本书。",
    "如果明天下雨，我们就在家看电影。",
    "Birds fly.",
    "My brother gave his old bicycle to the girl next door.",
    "We don't know where they went, but they will be back tomorrow.",
)
