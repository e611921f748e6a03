"""The loss curve of a training run as a table (CSV) and as a picture (SVG), without any plotting library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.files import write_whole

Point = tuple[int, float]
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 360, 56, 28, 20, 44


def write_curve(losses: Sequence[Point], folder: Path) -> None:
    """Write loss.csv with every step and loss.svg with their means over a two-hundredth of the run each."""
    table = "step,loss\n" + "".join(f"{step},{loss:.4f}\n" for step, loss in losses)
    write_whole(folder / "loss.csv", lambda file: file.write(table.encode()))
    if losses:
        picture = _svg(_smoothed(losses, max(1, len(losses) // 200)))
        write_whole(folder / "loss.svg", lambda file: file.write(picture.encode()))


def _smoothed(losses: Sequence[Point], window: int) -> list[Point]:
    groups = [losses[at : at + window] for at in range(0, len(losses), window)]
    return [(group[-1][0], sum(loss for _, loss in group) / len(group)) for group in groups]


def _svg(points: Sequence[Point]) -> str:
    last = max(1, points[-1][0])
    low, high = int(min(loss for _, loss in points)), int(max(loss for _, loss in points)) + 1

    def x(step: float) -> float:
        return LEFT + step / last * (WIDTH - LEFT - RIGHT)

    def y(loss: float) -> float:
        return HEIGHT - BOTTOM - (loss - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    grid = [_grid_line(loss, y(loss)) for loss in range(low, high + 1)]
    ticks = [
        _text(x(step), HEIGHT - BOTTOM + 18, f"{step:,}") for step in (last * part // 4 for part in range(5))
    ]
    line = " ".join(f"{x(step):.1f},{y(loss):.1f}" for step, loss in points)
    curve = f'<polyline points="{line}" fill="none" stroke="#0072b2" stroke-width="1.5"/>'
    titles = [_text(WIDTH / 2, HEIGHT - 8, "step"), _text(LEFT, TOP - 8, "loss (nats per token)")]
    view = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    paper = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {view}>',
        paper,
        *grid,
        *ticks,
        curve,
        *titles,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _grid_line(loss: int, y: float) -> str:
    rule = f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
    return rule + _text(LEFT - 8, y + 4, str(loss), "end")
