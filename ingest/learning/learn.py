"""All models of the reading trained again, from the labelled data, in the order in which they need each other."""

from collections.abc import Callable

from ingest.align import alignment
from ingest.learning.admission import learn_admission, save_admission
from ingest.learning.alignment import train_alignment, write_alignment
from ingest.learning.decisions import learn_decisions, save_decisions
from ingest.learning.fields import learn_fields
from ingest.learning.gold import SAMPLES, gold_documents
from ingest.learning.lines import label_left_out, report, train_lines
from ingest.learning.sentences import evaluate_sources, labelled_sentences

_FOLDS = 6


def learn(say: Callable[[str], None]) -> None:
    """Train every model and write its file; minutes on two cores.

    The values of cases are not learned from the samples: what has to be read of those was read by the rules.

    Args:
        say: is told how each model does on what was left out.
    """
    documents = list(gold_documents())
    labelled = label_left_out(documents, _FOLDS)
    lines = report(documents, labelled)
    say(f"行 {lines.lines}: ラベル {lines.label:.3f} 話者の別 {lines.voice:.3f}")
    train_lines(documents)
    write_alignment(train_alignment(documents, labelled))
    alignment.weights.cache_clear()
    written = [document for document in documents if document.source != SAMPLES.name]
    learn_fields(written).save()
    save_admission(learn_admission(documents, labelled, alignment.weights()))
    for task, found in evaluate_sources(labelled_sentences()).items():
        say(f"文 {task}: 正解率 {found['accuracy']:.3f} マクロF1 {found['macro_f1']:.3f}")
    sentences, outcomes, attachments, verdicts = learn_decisions(written)
    save_decisions(sentences, outcomes, attachments)
    say(
        f"案件 {len(verdicts)}: 結果 {sum(v.right for v in verdicts) / len(verdicts):.3f} "
        f"引用 {sum(v.quoted for v in verdicts) / len(verdicts):.3f}"
    )
