"""Every text that people read is translated, and what is compiled is what is written."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "resources" / "translations" / "zh_CN.ts"
COMPILED = TEXTS.with_suffix(".qm")
PLACEHOLDER = re.compile(r"\{\w*[^{}]*\}|%n|%\d")


def qt_tool(name: str, *arguments: str | Path) -> None:
    program = next(path for path in Path(PySide6.__file__).parent.glob(f"{name}*") if path.stem == name)
    subprocess.run([program, "-silent", *arguments], cwd=ROOT, check=True, timeout=120)


def messages(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """Every message of a .ts file that is in use, by its context and source text."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in ElementTree.parse(path).iter("context")
        for message in context.iter("message")
        if message.find("translation").get("type") not in ("vanished", "obsolete")  # type: ignore[union-attr]
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations as they are after collecting the texts of the sources again."""
    path = tmp_path_factory.mktemp("texts") / TEXTS.name
    shutil.copy(TEXTS, path)
    qt_tool("lupdate", "-no-obsolete", "-locations", "none", "-extensions", "py", "app", "-ts", path)
    return path


def test_the_translations_know_every_text_of_the_sources(collected: Path) -> None:
    assert messages(collected).keys() - messages(TEXTS).keys() == set(), "run: make translations"


def test_the_translations_hold_no_text_that_is_gone(collected: Path) -> None:
    assert messages(TEXTS).keys() - messages(collected).keys() == set(), "run: make translations"


def test_every_text_is_translated() -> None:
    untranslated = {
        key
        for key, message in messages(TEXTS).items()
        if message.find("translation").get("type") == "unfinished"  # type: ignore[union-attr]
        or not "".join(message.find("translation").itertext()).strip()  # type: ignore[union-attr]
    }
    assert untranslated == set()


def test_every_translation_keeps_the_places_for_values() -> None:
    different = {
        source
        for (_, source), message in messages(TEXTS).items()
        if sorted(PLACEHOLDER.findall(source))
        != sorted(PLACEHOLDER.findall(message.findtext("translation", "")))
    }
    assert different == set()


def test_the_compiled_translations_are_up_to_date(tmp_path: Path) -> None:
    fresh = tmp_path / COMPILED.name
    qt_tool("lrelease", "-nounfinished", TEXTS, "-qm", fresh)
    assert fresh.read_bytes() == COMPILED.read_bytes(), "run: make translations"
