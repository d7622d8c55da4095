"""All models of the reading trained again, from the labelled data, in the order in which they need each other.

A document is always labelled, divided and read by models that have not seen it before anything is learned from how that
went: the documents are dealt into folds once, and every model of a fold is trained on the others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus import register
from ingest.assemble.head import write_model
from ingest.labels.label import LabelledLine
from ingest.labels.labeller import LineLabeller
from ingest.labels.sentences import SentenceModel
from ingest.learning.admission import learn_admission, save_admission
from ingest.learning.alignment import train_alignment, write_alignment
from ingest.learning.decisions import (
    DecidedCase,
    case_lines,
    decided_case,
    learn_decisions,
    learn_sentences,
    save_decisions,
    sentence_models,
)
from ingest.learning.division import Proposed, found_cases, learn_division, propose, save_division
from ingest.learning.fields import learn_fields
from ingest.learning.gold import SAMPLES, GoldDocument, gold_documents
from ingest.learning.head_model import learn_head
from ingest.learning.lines import label_left_out, report, train_lines
from ingest.learning.sentences import evaluate_sources, labelled_sentences, taught_sentences
from ingest.learning.subject import beginnings, learn_subject, reports, save_subject
from ingest.learning.titles import evaluate_titles, learn_titles, save_titles

FOLDS = 6
Say = Callable[[str], None]


@dataclass(frozen=True)
class Lesson:
    """The documents with what models that have not seen them make of their lines and sentences."""

    documents: Sequence[GoldDocument]
    sentences: Sequence[SentenceModel]
    """For each fold the sentence models that have not seen it."""
    labelled: Mapping[str, Sequence[LabelledLine]]
    """By document name."""

    def others(self, fold: int) -> list[GoldDocument]:
        """The documents that are not of a fold."""
        return [document for at, document in enumerate(self.documents) if at % FOLDS != fold]


def _divide(lesson: Lesson) -> list[Proposed]:
    """The divisions of every document as models propose them that have not seen it."""
    models = []
    for fold in range(FOLDS):
        others = lesson.others(fold)
        alignment = train_alignment(others, lesson.labelled)
        models.append((alignment, learn_admission(others, lesson.labelled, alignment)))
    return [
        propose(document, lesson.labelled[document.name], *models[at % FOLDS])
        for at, document in enumerate(lesson.documents)
    ]


def _decided(
    lesson: Lesson, divided: Mapping[str, Sequence[tuple[int, Sequence[LabelledLine]]]]
) -> list[list[DecidedCase]]:
    """For each fold its cases, with the lines that people gave them and with those that a division gives."""
    folds: list[list[DecidedCase]] = [[] for _ in range(FOLDS)]
    for at, document in enumerate(lesson.documents):
        if document.source == SAMPLES.name:
            continue
        model = lesson.sentences[at % FOLDS]
        by_people = [(index, case_lines(document, index)) for index in range(len(document.gold["cases"]))]
        for index, lines in (*divided[document.name], *by_people):
            folds[at % FOLDS].append(decided_case(document, index, lines, model))
    return folds


def learn(say: Say, lessons: Sequence[register.Lesson] = ()) -> None:
    """Train every model and write its file; about a quarter of an hour on two cores.

    The values of cases are not learned from the samples: what has to be read of those was read by the rules.

    Args:
        say: is told how each model does on what was left out.
        lessons: what corrections taught; their sentences are learned with the others.
    """
    documents = list(gold_documents())
    for task, found in evaluate_sources(labelled_sentences()).items():
        say(f"文 {task}: 正解率 {found['accuracy']:.3f} マクロF1 {found['macro_f1']:.3f}")
    taught = taught_sentences(lessons)
    learn_sentences([d for d in documents if d.source != SAMPLES.name], taught).save()
    if taught:
        say(f"訂正から {len(taught)}文")
    sentences = sentence_models(documents, FOLDS)
    lesson = Lesson(documents, sentences, label_left_out(documents, sentences))
    lines = report(documents, lesson.labelled)
    say(f"行 {lines.lines}: ラベル {lines.label:.3f} 話者の別 {lines.voice:.3f}")
    train_lines(documents)
    titles = evaluate_titles(documents, FOLDS)
    say(f"件名 {titles['lines']:.0f}: 一致 {titles['alike']:.3f}")
    save_titles(learn_titles(documents))
    save_subject(learn_subject([*beginnings(LineLabeller()), *reports(documents, lesson.labelled)]))
    head, verdicts = learn_head(documents, lesson.labelled, LineLabeller())
    write_model(head)
    say(f"見出し {len(verdicts)}: {sum(v.right for v in verdicts) / len(verdicts):.3f}")
    proposed = _divide(lesson)
    alignment = train_alignment(documents, lesson.labelled)
    write_alignment(alignment)
    save_admission(learn_admission(documents, lesson.labelled, alignment))
    division, sound, chosen = learn_division(proposed, FOLDS)
    save_division(division, sound)
    found = {each.proposed.document.name: found_cases(each) for each in chosen}
    held = sum(len(cases) for cases in found.values())
    say(f"案件の分け方: {held}/{sum(len(d.gold['cases']) for d in documents)}件が見つかる")
    written = [document for document in documents if document.source != SAMPLES.name]
    learn_fields(written, lesson.labelled, found).save()
    cases = {name: [(each.index, each.lines.lines) for each in some] for name, some in found.items()}
    outcomes, attachments, decided = learn_decisions(
        _decided(lesson, {d.name: cases.get(d.name, []) for d in documents})
    )
    save_decisions(outcomes, attachments)
    say(
        f"案件 {len(decided)}: 結果 {sum(v.right for v in decided) / len(decided):.3f} "
        f"引用 {sum(v.quoted for v in decided) / len(decided):.3f}"
    )
