"""A widget as a picture in a file: PNG as on the screen, SVG and PDF of lines and letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter, QPicture
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from core.files import write_whole
from core.problems import ProblemError

PIXELS_PER_INCH = 96
"""A pixel of the screen is 1/96 inch on paper, as in CSS."""


def write_picture(widget: QWidget, path: Path) -> None:
    """Write what the widget shows, at its size, in the format that the file's name ends with.

    Raises ProblemError ``invalid_argument`` for another ending and ``unwritable_file``.
    """
    content = picture(widget, format_of(path))
    write_whole(path, lambda file: file.write(content))


def format_of(path: Path) -> str:
    """The format that the file's name asks for: a key of ``FORMATS``; ProblemError ``invalid_argument``."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise ProblemError(
            "invalid_argument", argument=path.name, reason=f"its name must end with one of {known}"
        )
    return ending


def picture(widget: QWidget, ending: str) -> bytes:
    """What the widget shows, as the content of a file of that format."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    FORMATS[ending](widget, buffer)
    buffer.close()
    return bytes(content.data())


def _png(widget: QWidget, buffer: QBuffer) -> None:
    ratio = widget.devicePixelRatioF()
    image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    widget.render(image)
    image.save(buffer, "PNG")  # type: ignore[call-overload]


def _svg(widget: QWidget, buffer: QBuffer) -> None:
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    generator.setResolution(PIXELS_PER_INCH)
    generator.setTitle(widget.windowTitle())
    painter = QPainter(generator)
    _strokes(widget).play(painter)
    painter.end()


def _pdf(widget: QWidget, buffer: QBuffer) -> None:
    writer = QPdfWriter(buffer)
    writer.setResolution(PIXELS_PER_INCH)
    writer.setPageSize(
        QPageSize(_inches(widget.size()), QPageSize.Unit.Inch, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF())
    writer.setTitle(widget.windowTitle())
    painter = QPainter(writer)
    _strokes(widget).play(painter)
    painter.end()


def _strokes(widget: QWidget) -> QPicture:
    """Everything that the widget paints, not yet turned into pixels."""
    # Rendered straight onto a printer, Qt would take the way over a pixmap.
    strokes = QPicture()
    widget.render(strokes)
    return strokes


def _inches(size: QSize) -> QSizeF:
    return QSizeF(size) / PIXELS_PER_INCH


FORMATS: dict[str, Callable[[QWidget, QBuffer], None]] = {"png": _png, "svg": _svg, "pdf": _pdf}
