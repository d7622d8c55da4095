"""What was learned: read from the project's file, and weighed as it was learned."""

import numpy as np
import pytest

from assistant.assistant import Assistant
from assistant.evidence.asked import Asked, asked_in, held_in
from assistant.evidence.ranker import Linear, Wording, load_ranker, probability, runs_of
from assistant.evidence.weigh import weigh
from assistant.forms import extract
from assistant.understand.followup import standalone
from assistant.understand.question import understand


def test_odds_are_the_weighted_sum_of_the_features():
    model = Linear({"a": 2.0, "b": -1.0}, 0.5)
    odds = model.odds({"a": np.array([0.0, 1.0]), "b": np.array([1.0, 1.0]), "other": np.array([9.0, 9.0])})
    assert odds.tolist() == [-0.5, 1.5]


def test_wording_is_weighed_by_the_runs_that_were_learned():
    wording = Wording({"会社": -3.0, "社": -1.0}, 1.0)
    assert wording.odds("どの会社ですか") == pytest.approx(1.0 - 4.0 / 2**0.5)
    assert wording.odds("理由は") == 1.0


def test_runs_are_folded_and_of_one_to_four_characters():
    assert runs_of("ＡＩは") == {"a", "i", "は", "ai", "iは", "aiは"}


def test_probability_is_the_logistic_of_the_odds():
    assert probability(0.0) == 0.5
    assert probability(2.0) + probability(-2.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("question", "kind", "text", "holds"),
    [
        ("委託料はいくらですか", Asked.AMOUNT, "委託料は年480万円である。", True),
        ("委託料はいくらですか", Asked.AMOUNT, "委託料は予算の範囲で定める。", False),
        ("何人分ですか", Asked.NUMBER, "118人分の成績", True),
        ("反対した委員のお名前は", Asked.PERSON, "甲斐委員からは反対の意見があった。", True),
        ("業者はどこの会社ですか", Asked.ORGANISATION, "株式会社見本が受ける。", True),
        ("業者はどこの会社ですか", Asked.ORGANISATION, "業者に頼む。", False),
    ],
)
def test_a_text_holds_the_kind_of_value_that_is_asked_for(question: str, kind: Asked, text: str, holds: bool):
    assert kind in asked_in(question)
    assert (kind in held_in(text)) is holds


def test_the_learned_features_are_those_that_are_measured(samples: Assistant):
    places = {header.municipality for header in samples.corpus.headers() if header.municipality}
    asked = understand(standalone("架空市の市民体育館の顔認証はどうなりましたか。", (), places), places)
    found = extract(asked, samples.corpus, samples.thesaurus)
    assert found.pool is not None
    ranker = load_ranker()
    assert ranker.windows.weights.keys() <= found.pool.found.keys()
    evidence = weigh(asked, found.pool, found.formed, ranker)
    assert 0 < evidence.answers < 1
    assert evidence.windows[0].header.municipality == "架空市"
