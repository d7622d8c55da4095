"""Whether texts are decoded rightly, by the project and by charset-normalizer: python -m benchmarks.encodings.

Prints of how many texts, each in every encoding that can write it, either gives back what was written.
"""

from collections.abc import Callable

from charset_normalizer import from_bytes

from corpus.errors import UnreadableError
from ingest.formats.decoding import decode

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
)
SHORT = (
    "会議録",
    "はい。",
    "諮問書（案）",
    "答申第3号",
    "令和4年9月6日",
    "第12条第2項",
    "・開会　・閉会",
    "委員　はい",
    "1 開会　①㈱見本　2 閉会",
    "ｶﾅと漢字が混じる文です。",
    "①髙橋委員～㈱見本―Ⅱ．条例",
    "会長：異議がないので承認します。",
    "見守りカメラの設置について",
)
LONG = "\r\n".join(SHORT * 20)


def ours(data: bytes) -> str:
    try:
        return decode(data)
    except UnreadableError:
        return ""


def theirs(data: bytes) -> str:
    return str(from_bytes(data).best() or "")


def right(decoder: Callable[[bytes], str], text: str, encoding: str) -> bool:
    return decoder(text.encode(encoding)).lstrip("\ufeff") == text


def writes(encoding: str, text: str) -> bool:
    return text.encode(encoding, "replace").decode(encoding).lstrip("\ufeff") == text


def main() -> None:
    for name, texts in (("short", SHORT), ("long", (LONG,))):
        tried = [(text, encoding) for text in texts for encoding in ENCODINGS if writes(encoding, text)]
        counts = [sum(right(decoder, *case) for case in tried) for decoder in (ours, theirs)]
        print(f"{name}: {len(tried)} tried, {counts[0]} right here, {counts[1]} by charset-normalizer")


if __name__ == "__main__":
    main()
