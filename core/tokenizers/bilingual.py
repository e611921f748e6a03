"""The tokenizer of the translation models: Chinese by character, everything else by byte-pair encoding.

One vocabulary serves both languages (BPE: Sennrich et al. 2016), learned and applied by the ``tokenizers``
library. A space before a word belongs to the word, written U+2581 in the vocabulary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from core.problems import ProblemError
from core.request import Direction
from core.tokenizers import check_text
from core.trace import Role, Token

PAD, UNKNOWN, START, END, TO_CHINESE, TO_ENGLISH = range(6)
SPECIALS = ("<pad>", "<unk>", "<s>", "</s>", "<zh>", "<en>")
LANGUAGE_TOKEN: dict[Direction, int] = {"en-zh": TO_CHINESE, "zh-en": TO_ENGLISH}
SPACE = "\u2581"
VISIBLE_SPACE = "\u2423"

# Characters that are pieces of their own and have no spaces around them: Han, CJK punctuation, full width.
_WIDE = r"\p{Han}\x{3000}-\x{303F}\x{FF00}-\x{FFEF}\x{2014}\x{2026}"
_NARROW = rf"[\p{{L}}\p{{N}}&&[^{_WIDE}]]"
_WORD = rf"{SPACE}?[^\s{SPACE}{_WIDE}\p{{P}}\p{{S}}\p{{N}}]+"
_PIECE = rf"[{_WIDE}]|'(?:s|t|re|ve|m|ll|d)\b|{_WORD}|{SPACE}?\p{{N}}|{SPACE}?[\p{{P}}\p{{S}}]|{SPACE}"
_BESIDE_WIDE = "\u2014\u2026\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_GAP_BESIDE_WIDE = re.compile(f"(?<=[{_BESIDE_WIDE}]) | (?=[{_BESIDE_WIDE}])")


class BilingualTokenizer:
    """Text to token ids and back; special tokens are added by ``source`` and never read from the text."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self.start, self.end, self.pad, self.unknown = START, END, PAD, UNKNOWN
        # Otherwise a typed "</s>" would become the token that ends the sentence.
        self._tokenizer.encode_special_tokens = True
        self._text = {id: piece for piece, id in tokenizer.get_vocab().items()}
        self._tokens = {id: _shown(id, piece) for id, piece in self._text.items()}
        self._spaced = {id: " " * token.starts_word + token.text for id, token in self._tokens.items()}
        self._read = lru_cache(maxsize=16)(self._shown_pieces)  # every what-if reads its sentence again

    @staticmethod
    def load(path: Path) -> BilingualTokenizer:
        """Read tokenizer.json; ProblemError ``model_corrupted`` when it is none."""
        try:
            return BilingualTokenizer(Tokenizer.from_str(path.read_text(encoding="utf-8")))
        except Exception as error:  # the library raises plain Exception
            raise ProblemError(
                "model_corrupted", model=path.parent.name, file=path.name, reason=str(error)
            ) from error

    def save(self, path: Path) -> None:
        """Write tokenizer.json."""
        self._tokenizer.save(str(path))

    @property
    def vocabulary_size(self) -> int:
        """How many ids there are, special tokens included."""
        return self._tokenizer.get_vocab_size()

    def encode(self, text: str) -> list[int]:
        """Ids of the pieces of ``text``, without special tokens; ProblemError as ``pieces``."""
        return [id for id, _ in self.pieces(text)]

    def pieces(self, text: str) -> list[tuple[int, str]]:
        """(id, piece) of ``text``; what is outside the vocabulary keeps its characters, a run of it as one.

        Raises ProblemError ``unreadable_text`` when the text holds half of a surrogate pair.
        """
        check_text(text)
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        pieces: list[tuple[int, str]] = []
        unknown_until = -1
        for id, piece, (start, end) in zip(encoding.ids, encoding.tokens, encoding.offsets, strict=True):
            if id == UNKNOWN and unknown_until == start and pieces:
                pieces[-1] = (UNKNOWN, pieces[-1][1] + text[start:end])
            else:
                pieces.append((id, text[start:end] if id == UNKNOWN else piece))
            unknown_until = end if id == UNKNOWN else -1
        return pieces

    def source(self, text: str, direction: Direction, padding: int = 0) -> list[Token]:
        """The encoder's input: language token, pieces, end token, then ``padding`` padded positions."""
        ends = [self.token(END)] + [self.token(PAD)] * padding
        return [self.token(LANGUAGE_TOKEN[direction]), *self._read(text), *ends]

    def read(self, text: str) -> tuple[Token, ...]:
        """The pieces of ``text`` as they are shown, without special tokens; ProblemError as ``pieces``."""
        return self._read(text)

    def _shown_pieces(self, text: str) -> tuple[Token, ...]:
        return tuple(
            _shown(id, piece) if id == UNKNOWN else self._tokens[id] for id, piece in self.pieces(text)
        )

    def token(self, id: int) -> Token:
        """The token of an id, as it is shown."""
        return self._tokens[id]

    def spaced(self, id: int) -> str:
        """The token's text, behind a space where it starts a word: joined, they show the output growing."""
        return self._spaced[id]

    def decode(self, ids: Iterable[int]) -> str:
        """The text of the ids, special tokens left out."""
        text = "".join(self._text[id] for id in ids if id >= len(SPECIALS))
        return _GAP_BESIDE_WIDE.sub("", text.replace(SPACE, " ")).strip()


def _shown(id: int, piece: str) -> Token:
    role: Role = "unknown" if id == UNKNOWN else "special" if id < len(SPECIALS) else "word"
    starts_word = role == "word" and piece.startswith(SPACE)
    return Token(
        id, (piece.removeprefix(SPACE) or VISIBLE_SPACE) if starts_word else piece, role, starts_word
    )


def learn(sentences: Sequence[str], vocabulary_size: int = 8000, rarest: int = 2) -> BilingualTokenizer:
    """Learn the vocabulary from sentences of both languages, without characters seen less than ``rarest`` times."""
    tokenizer = Tokenizer(models.BPE(unk_token=SPECIALS[UNKNOWN]))
    tokenizer.normalizer = _normalizer()
    pieces = pre_tokenizers.Split(Regex(_PIECE), "removed", invert=True)
    tokenizer.pre_tokenizer = pieces
    characters = Counter(
        character for line in sentences for character in tokenizer.normalizer.normalize_str(line)
    )
    alphabet = sum(count >= rarest for count in characters.values())
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary_size,
        special_tokens=list(SPECIALS),
        limit_alphabet=alphabet,
        show_progress=False,
    )
    tokenizer.train_from_iterator(sentences, trainer)
    return BilingualTokenizer(tokenizer)


def _normalizer() -> normalizers.Normalizer:
    """NFC; one space between words, none beside wide characters but before a Latin word, all as U+2581."""
    replacements: list[tuple[str | Regex, str]] = [
        (SPACE, "_"),
        (Regex(r"\s+"), " "),
        (Regex(r"^ | $"), ""),
        (Regex(rf" (?=[{_WIDE}])"), ""),
        (Regex(rf"(?<=[{_WIDE}]) "), ""),
        (Regex(rf"(?<=[{_WIDE}])(?={_NARROW})"), " "),
        (Regex(rf"^(?={_NARROW})"), " "),
        (" ", SPACE),
    ]
    steps = [normalizers.Replace(pattern, content) for pattern, content in replacements]
    return normalizers.Sequence([normalizers.NFC(), *steps])
