"""CSV and TSV: records as rows."""

import pytest

from ingest.formats import read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_records_become_rows(encoding: str, separator: str) -> None:
    data = f'発言者{separator}内容\r\n会長{separator}"諮る。\n異議はないか。"\r\n{separator}"続き{separator}である。"\r\n'
    assert read("a.csv", data.encode(encoding)).text.split("\n") == [
        "発言者\t内容", "会長\t諮る。", "異議はないか。", f"\t続き{separator}である。".replace("続き\t", "続き "),
    ]  # fmt: skip


def test_a_quotation_without_end_is_read_to_the_end() -> None:
    assert read("a.csv", '会長,"諮る。\n異議はないか。'.encode()).text == "会長\t諮る。\n異議はないか。"
