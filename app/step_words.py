"""One paragraph on every operation: what it does and why it is there.

Said by the end of a step's site where the kind alone would be too general, else by its kind, so that a new model
needs no new paragraph.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.formulas import by_ending

# Qt's stubs call a marked text an object, hence Any.

_BY_KIND: dict[str, Any] = {
    "lookup": QT_TRANSLATE_NOOP(
        "StepWords",
        "Every token has a number in the vocabulary. That number picks one row of the embedding table E: "
        "the d_model features that training has found for it. The same token gets the same row wherever "
        "it stands; its place and its neighbours are not known yet.",
    ),
    "scale": QT_TRANSLATE_NOOP(
        "StepWords",
        "Every value is multiplied by the same constant. The pattern stays what it was; only its size "
        "changes.",
    ),
    "position": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each place in the sentence gets a fixed vector of waves: features 2i and 2i+1 are sine and "
        "cosine of the position divided by 10000^(2i/d_model). The first swing fast, the last hardly at "
        "all. Without them attention could not tell 'dog bites man' from 'man bites dog'.",
    ),
    "learned_position": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each place in the sentence has a vector of its own, found by training; it is added to whichever "
        "token stands there. Unlike sine waves, it says nothing about places beyond the longest sentence "
        "that the model was built for.",
    ),
    "sum": QT_TRANSLATE_NOOP(
        "StepWords",
        "What went into the sublayer is added, number by number, to what the sublayer made of it. So the "
        "sublayer only has to contribute a correction, and the original goes on in any case. In "
        "training, this direct path also carries the gradient to the early layers.",
    ),
    "projection": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each row is multiplied by a trained matrix W, and a bias b is added where there is one. Every "
        "number of the result is a sum over one row of the input and one column of W. Rows do not see "
        "each other.",
    ),
    "split": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each vector is cut into h pieces of d_k features, one for each head. Nothing is computed: head 1"
        " gets the first d_k features, head 2 the next, and so on. From here the heads work side by side,"
        " each with its own piece.",
    ),
    "product": QT_TRANSLATE_NOOP(
        "StepWords",
        "The query of each row's token is compared with the key of each column's token: d_k products are "
        "added up. A large score means that the two fit together, a negative one that they point in "
        "opposite directions. Every head has its own table of scores.",
    ),
    "given": QT_TRANSLATE_NOOP(
        "StepWords",
        "These numbers were typed by hand; nothing is computed here. Everything that follows is made from"
        " them.",
    ),
    "given_mask": QT_TRANSLATE_NOOP(
        "StepWords",
        "This mask says for every pair of tokens whether the row may look at the column. It is given with"
        " the input and not computed from any number before it.",
    ),
    "combined_mask": QT_TRANSLATE_NOOP(
        "StepWords",
        "The masks of this attention become one: a token may look at another only where all of them allow"
        " it. The same mask serves every head.",
    ),
    "masking": QT_TRANSLATE_NOOP(
        "StepWords",
        "Where the mask forbids to look, the score is replaced by minus infinity; everywhere else it "
        "stays as it is. Softmax comes next and turns minus infinity into exactly 0.",
    ),
    "softmax": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each row becomes shares that add up to 1: e is raised to the power of every score, and the "
        "result is divided by the sum over the row. The largest score gets the largest share; a score "
        "that is larger by 1 weighs about 2.7 times as much. Masked cells get exactly 0.",
    ),
    "weighted_sum": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each token collects the values of all tokens that it may look at, each multiplied by the "
        "attention weight it gets. A weight near 1 copies a value almost whole; equal weights make an "
        "average. Here information moves from one token to another.",
    ),
    "concatenation": QT_TRANSLATE_NOOP(
        "StepWords",
        "The outputs of all heads are put side by side again: head 1 fills the first d_k features, head 2"
        " the next, and so on. Nothing is computed; each row is d_model wide again.",
    ),
    "mean": QT_TRANSLATE_NOOP(
        "StepWords",
        "The average of all features of each token's vector: one number for each token. LayerNorm "
        "subtracts it later, so that every vector is centred on 0.",
    ),
    "variance": QT_TRANSLATE_NOOP(
        "StepWords",
        "How far the features of each token lie from their mean: the average of the squared distances. "
        "The sum is divided by d_model, not by d_model − 1.",
    ),
    "deviation": QT_TRANSLATE_NOOP(
        "StepWords",
        "The square root of the variance, after a tiny ε has been added to it. ε keeps the division that "
        "follows safe even where all features are equal. The result is the typical distance of a feature "
        "from the mean.",
    ),
    "normalisation": QT_TRANSLATE_NOOP(
        "StepWords",
        "From every feature the mean of its token is subtracted, and the rest is divided by the "
        "deviation. Each row now has mean 0 and, but for the tiny ε, deviation 1. However large the "
        "numbers have grown, what comes next finds them in the same range.",
    ),
    "affine": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each feature is multiplied by its own trained γ and shifted by its own trained β. So the model "
        "can give back to every feature the size and the centre that it needs. All tokens share the same "
        "γ and β.",
    ),
    "activation": QT_TRANSLATE_NOOP(
        "StepWords",
        "Every negative number becomes 0, every positive one stays: this is ReLU. Without such a bend the"
        " two matrices of the feed-forward network would be no more than one matrix. What is left are the"
        " hidden units that found their pattern in this token.",
    ),
    "choice": QT_TRANSLATE_NOOP(
        "StepWords",
        "In each row the token with the largest probability is chosen: greedy decoding. The choice of the"
        " last row is added to the output and fed to the decoder again, until the end token is chosen. "
        "Shown is how probable each choice was.",
    ),
}

_BY_ENDING: dict[str, Any] = {
    "embedding.tokens": QT_TRANSLATE_NOOP(
        "StepWords",
        "Every value of the token vectors is multiplied by √d_model. The rows of the table begin training"
        " as small numbers, since the same table also computes the logits; enlarged like this they stand "
        "on a level with the position vectors that are added next.",
    ),
    "embedding.sum": QT_TRANSLATE_NOOP(
        "StepWords",
        "Token vector and position vector are added, number by number. From here on each row says both "
        "which token it is and where it stands; the layers that follow see only the sum.",
    ),
    "cross_attention.query_projected": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each vector of the decoder is multiplied by the trained matrix W_Q, and the bias is added. The "
        "result is the query: what the output written so far is looking for in the source sentence.",
    ),
    "cross_attention.key_projected": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each vector that the encoder made of a source token is multiplied by the trained matrix W_K, and"
        " the bias is added. The result is the key by which the decoder can find this source token.",
    ),
    "cross_attention.value_projected": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each vector that the encoder made of a source token is multiplied by the trained matrix W_V, and"
        " the bias is added. The result is the value: what the decoder takes over when it looks at this "
        "source token.",
    ),
    ".query_projected": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each token's vector is multiplied by the trained matrix W_Q, and the bias is added. The result "
        "is the query: what this token is looking for in the others. Each token is treated by itself, and"
        " one product serves all heads.",
    ),
    ".key_projected": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each token's vector is multiplied by the trained matrix W_K, and the bias is added. The result "
        "is the key: what this token can be found by. Soon every query will be compared with every key.",
    ),
    ".value_projected": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each token's vector is multiplied by the trained matrix W_V, and the bias is added. The result "
        "is the value: what this token hands over to those that look at it. Values have no say in who "
        "looks where.",
    ),
    ".scaled": QT_TRANSLATE_NOOP(
        "StepWords",
        "Every score is divided by √d_k. The more products a score adds up, the farther scores spread; "
        "without the division softmax would give nearly everything to the largest one, and training would"
        " hardly move. Which token scores best does not change.",
    ),
    ".padding_mask": QT_TRANSLATE_NOOP(
        "StepWords",
        "A sentence may be filled up with padding to a wanted length. This mask lets every real token be "
        "looked at and forbids the padding, in all rows alike. Without padding it allows everything.",
    ),
    ".causal_mask": QT_TRANSLATE_NOOP(
        "StepWords",
        "Row i may look at the tokens up to i and at no later one: up to the diagonal everything is "
        "allowed, beyond it nothing. So the decoder can be trained on whole sentences at once and still "
        "never sees the token that it has to predict.",
    ),
    "attention.output": QT_TRANSLATE_NOOP(
        "StepWords",
        "The outputs of the heads, side by side, are multiplied by the trained matrix W_O, and its bias "
        "is added. So far each head worked for itself; this product mixes what they found into one vector"
        " of d_model features for each token.",
    ),
    "feed_forward.hidden": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each token's vector is widened from d_model to d_ff features by the trained matrix W_1 and its "
        "bias. Each hidden unit looks for one pattern among the features: the better the match, the "
        "larger its number. Tokens do not see each other here.",
    ),
    "feed_forward.output": QT_TRANSLATE_NOOP(
        "StepWords",
        "The d_ff hidden units are brought back to d_model features by the trained matrix W_2 and its "
        "bias. A unit that is 0 adds nothing; each active one adds its own row of W_2, the stronger the "
        "more.",
    ),
    ".logits": QT_TRANSLATE_NOOP(
        "StepWords",
        "Each row of the decoder's output is compared, by a dot product, with the vector of every token "
        "of the vocabulary: the embedding table is used again, the other way round. The larger the logit,"
        " the more the model expects this token next. Shown are the best ones.",
    ),
    ".probabilities": QT_TRANSLATE_NOOP(
        "StepWords",
        "The logits of each row become probabilities over the whole vocabulary: e is raised to the power "
        "of every logit, and the result is divided by the sum. They are the model's bets on the next "
        "token and add up to 1. Shown are the best ones.",
    ),
}


def explanation(kind: str, site: str = "") -> str:
    """The paragraph for the end of a step's site, else for its kind; KeyError for an unknown kind."""
    general = _BY_KIND[kind]
    return QCoreApplication.translate("StepWords", by_ending(_BY_ENDING, site, general))
