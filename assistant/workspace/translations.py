"""The labels of the interface in Japanese and English; Gradio shows those of the chosen language."""

import gradio as gr

_WORDS: dict[str, tuple[str, str]] = {
    "question": ("質問", "Question"),
    "question_hint": (
        "例: 条例第12条第2項について、審議会はどう判断しましたか。",
        "Ask about rulings, conditions, who said what",
    ),
    "send": ("質問する", "Ask"),
    "stop": ("中止", "Stop"),
    "new": ("新しい相談", "New conversation"),
    "history": ("これまでの相談", "Past conversations"),
    "close": ("閉じる", "Close"),
    "history_search": ("相談を検索", "Search conversations"),
    "export_word": ("相談をWordで保存", "Save as Word"),
    "export_markdown": ("Markdownで保存", "Save as Markdown"),
    "narrow": ("絞り込み", "Filters"),
    "municipality": ("自治体", "Municipality"),
    "since": ("年度（から）", "From fiscal year"),
    "until": ("年度（まで）", "To fiscal year"),
    "article": ("条項", "Article"),
    "outcome": ("結果", "Outcome"),
    "kind": ("種別", "Kind"),
    "search_cases": ("案件名・本文を検索", "Search titles and text"),
    "search_cases_hint": ("例: 防災 名簿 外部提供", "words in the title or text"),
    "sort": ("並べ替え", "Sort by"),
    "csv": ("CSVで保存", "Save as CSV"),
    "excel": ("Excelで保存", "Save as Excel"),
    "compare": ("選んだ案件を比べる", "Compare the chosen cases"),
    "clear": ("選択を解除", "Clear the choice"),
    "list": ("一覧", "List"),
    "timeline": ("経過", "Course"),
    "figures": ("集計", "Figures"),
    "by_year": ("年度ごとの結果", "Outcomes by fiscal year"),
    "by_issue": ("条項ごとの結果", "Outcomes by article"),
    "fiscal_year": ("年度", "Fiscal year"),
    "count": ("件数", "Cases"),
    "upload": ("会議録・答申のファイルを選ぶ（複数可）", "Choose files of minutes and reports"),
    "take_in": ("取り込む", "Take in"),
    "replace": ("差し替えて取り込む", "Replace and take in"),
    "leave": ("同じ名前のものは取り込まない", "Leave those with the same name"),
    "search_documents": ("資料を検索", "Search documents"),
    "search_documents_hint": ("自治体、審議会、回、ファイル名", "municipality, council, meeting, file"),
    "correct": ("読み取りの誤りを訂正する", "Correct what was misread"),
    "author": ("訂正した人", "Corrected by"),
    "save_correction": ("訂正を保存", "Save the correction"),
    "correct_what": ("訂正するもの", "What is corrected"),
    "correct_field": ("項目", "Value"),
    "right_value": ("正しい値", "Right value"),
    "deciding": ("結論の文（原文のとおり）", "Deciding sentence, to the letter"),
    "checked_by": ("確認した人", "Checked by"),
    "save_right": ("これが正しい", "This is it"),
    "remove": ("この資料を外す", "Remove this document"),
    "remove_sure": ("外す", "Remove"),
    "keep": ("やめる", "Keep it"),
    "plan": ("予定している案件の説明", "Description of the planned case"),
    "plan_hint": (
        "目的、扱う個人情報、提供先、保護措置など、わかる範囲で",
        "purpose, data, recipients, safeguards",
    ),
    "plan_file": ("説明の文書を読み込む", "Read a file"),
    "similar": ("似た先例を探す", "Find similar cases"),
    "search": ("検索", "Search"),
}

I18N = gr.I18n(
    ja={key: japanese for key, (japanese, _) in _WORDS.items()},
    en={key: english for key, (_, english) in _WORDS.items()},
)
"""Gradio's translations, given to `launch`; `I18N(key)` is a label."""


def words(key: str) -> tuple[str, str]:
    """The label in Japanese and in English."""
    return _WORDS[key]


def japanese(key: str) -> str:
    """The Japanese label, for text that Gradio does not translate."""
    return _WORDS[key][0]
