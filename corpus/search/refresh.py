"""Refreshing the indexes to the register's generation, and verifying register and indexes."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from hashlib import sha256

from corpus.register import Entry, Register, Standing
from corpus.search.catalogue import Catalogue
from corpus.search.fields import Contents, contents
from corpus.search.filters import EVERYTHING
from corpus.search.lexical import FORMAT, Level, LexicalIndex
from corpus.search.seal import Seal
from corpus.search.vectors import VectorIndex

LOG = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many documents are done and how many there are."""


def steps(ids: Collection[int], what: str, progress: Progress | None) -> Iterator[int]:
    """Yield `ids`, telling `progress` before each and after the last."""
    for done, id_ in enumerate(ids):
        if progress:
            progress(what, done, len(ids))
        yield id_
    if progress and ids:
        progress(what, len(ids), len(ids))


def refresh_lexical(
    register: Register,
    catalogue: Catalogue,
    index: LexicalIndex,
    standing: Standing,
    progress: Progress | None,
) -> None:
    """Bring the lexical index to what the catalogue lists; an unsound one is made anew."""
    if not index.untouched() and not index.load(standing.register):
        _say_rebuilt("全文索引", catalogue)
        index.clear(standing.register)
    touched = {id_: entry.generation for id_, entry in catalogue.entries.items()}
    if index.documents == touched and index.count(Level.PASSAGE) != catalogue.size(EVERYTHING):
        _say_rebuilt("全文索引", catalogue)
        index.clear(standing.register)
    stale = [id_ for id_, generation in index.documents.items() if touched.get(id_) != generation]
    fresh = [id_ for id_, generation in touched.items() if index.documents.get(id_) != generation]
    if stale or fresh or index.generation != catalogue.generation:
        seal = Seal(FORMAT, standing.register, catalogue.generation, touched)
        index.update(seal, stale, _contents(register, catalogue, fresh, progress))


def _contents(
    register: Register, catalogue: Catalogue, ids: Sequence[int], progress: Progress | None
) -> Iterator[Contents]:
    for id_ in steps(ids, "全文索引を更新しています", progress):
        entry = catalogue.entries[id_]
        turns, passages = register.contents(id_)
        # A document that was replaced since the catalogue was made has none left; the next refresh brings its new one.
        if len(passages) == len(entry.passage_cases):
            yield contents(entry, turns, passages)


def refresh_vectors(
    register: Register,
    catalogue: Catalogue,
    index: VectorIndex,
    standing: Standing,
    awaited: Set[int],
    progress: Progress | None,
) -> None:
    """Bring the collection to what the catalogue lists, but for the vectors still `awaited`; an unsound one is made anew."""
    if not index.untouched() and not index.load(standing):
        _say_rebuilt("ベクトル索引", catalogue)
        index.clear(standing)
    stale = index.documents - catalogue.entries.keys()
    if not stale and index.count() != catalogue.passages_of(index.documents):
        _say_rebuilt("ベクトル索引", catalogue)
        index.clear(standing)
    fresh = sorted(catalogue.entries.keys() - index.documents - awaited)
    if stale or fresh or index.generation != catalogue.generation:
        vectors = register.vectors(steps(fresh, "ベクトル索引を更新しています", progress))
        index.update(standing, stale, vectors)


def _say_rebuilt(name: str, catalogue: Catalogue) -> None:
    if catalogue.entries:
        LOG.warning(
            "%sがないか壊れているため、登録簿から作り直します(文書%d件)。", name, len(catalogue.entries)
        )


def problems(
    register: Register,
    catalogue: Catalogue,
    lexical: LexicalIndex,
    vectors: VectorIndex | None,
    awaited: Set[int],
) -> list[str]:
    """What is wrong with the register or an index, in Japanese; without `vectors` Chroma is left out.

    Vectors that are still `awaited` are nothing wrong.
    """
    found = register.problems()
    standing = register.standing()
    for entry in catalogue.entries.values():
        found += [
            f"{entry.header.name}: {what}"
            for what in _problems_of(register, entry, standing, has_vectors=entry.id not in awaited)
        ]
    documents, passages = len(catalogue.entries), catalogue.size(EVERYTHING)
    held = lexical.count(Level.DOCUMENT), lexical.count(Level.PASSAGE)
    if not lexical.untouched() or held != (documents, passages):
        found.append(
            f"全文索引が登録簿と一致しません({held[0]}/{documents}文書、{held[1]}/{passages}パッセージ)"
        )
    embedded = catalogue.passages_of(catalogue.entries.keys() - awaited)
    if vectors is not None and (not vectors.untouched() or vectors.count() != embedded):
        found.append(f"ベクトル索引が登録簿と一致しません({vectors.count()}/{embedded}パッセージ)")
    return found


def _problems_of(register: Register, entry: Entry, standing: Standing, *, has_vectors: bool) -> Iterator[str]:
    document = register.document(entry.header.name)
    if sha256(register.original(entry.header.name)).hexdigest() != document.digest:
        yield "保存された原本が取り込み時と異なります"
    if any(passage.span.end > len(document.text) for passage in document.passages):
        yield "パッセージの位置が本文の外にあります"
    for _, vectors in register.vectors([entry.id] if has_vectors else []):
        if vectors.shape != (len(document.passages), standing.dimension):
            yield "ベクトルの数がパッセージと一致しません"
    for correction in register.misplaced(entry.header.name):
        if correction.case is None:
            yield f"訂正した箇所が見つかりません: {correction.field}（{correction.author}）"
        else:
            yield f"訂正の対象の案件が見つかりません: {correction.case_title}"
