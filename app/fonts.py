"""Choose one family of type that covers Latin and Chinese, so that Chinese is never drawn as empty boxes."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

from app.theme import SIZE_BODY, SIZE_SMALL, type_size

PREFERRED = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
CHINESE_SAMPLE = "我是一只猫娘。Aa0éЖ"


def install_fonts(app: QGuiApplication) -> str:
    """Give the application a family that covers Chinese and return its name.

    The system's family is taken where it has one, otherwise Noto Sans SC of the package
    pylopdf-fonts-zh-cn.
    The system's own interface font follows as a fallback for characters that the family lacks.
    """
    usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    family = _system_family() or _bundled_family() or usual
    font = QFont(app.font())
    font.setFamilies([family, usual] if usual != family else [family])
    font.setPixelSize(SIZE_BODY)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    _made.cache_clear()
    return family


def covers(family: str, text: str) -> bool:
    """Tell whether the family has a glyph for every character of `text`."""
    raw = QRawFont.fromFont(QFont(family, 12))
    return raw.isValid() and all(raw.supportsCharacter(ord(character)) for character in text)


def sized_font(size: int = SIZE_SMALL, scale: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the application's font at one of the four sizes; everybody gets the same one, to read only."""
    return _made(type_size(size, scale), bold, False)


def numeric_font(size: int = SIZE_SMALL, scale: float = 1.0, *, bold: bool = False) -> QFont:
    """Return that font with figures of equal width, so that columns of numbers line up."""
    return _made(type_size(size, scale), bold, True)


@lru_cache(maxsize=64)
def _made(pixels: int, bold: bool, numeric: bool) -> QFont:
    """Every painting asks for its fonts anew, which would take longer than writing with them."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    if numeric and hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _system_family() -> str | None:
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    ordered = [name for name in PREFERRED if name in families] + sorted(families)
    # A font may claim the writing system for a handful of characters only.
    return next(
        (
            name
            for name in ordered
            if not QFontDatabase.isPrivateFamily(name) and covers(name, CHINESE_SAMPLE)
        ),
        None,
    )


def _bundled_family() -> str | None:
    path = bundled_font_path()
    if path is None:
        return None
    identifier = QFontDatabase.addApplicationFont(str(path))
    families = QFontDatabase.applicationFontFamilies(identifier) if identifier >= 0 else []
    return families[0] if families else None


def bundled_font_path() -> Path | None:
    """Return the font file of the bundled package, or None where the package is not installed."""
    try:
        package = import_module("pylopdf_fonts_zh_cn")
    except ImportError:
        return None
    path = Path(package.sans_path())
    return path if path.is_file() else None
