"""Neutral words: an answer needs them to tell who said what, and they claim nothing themselves."""

_NEUTRAL_WORDS = """
述べる 話す 説明 答える 回答 応答 発言 質問 尋ねる 問う 問い 触れる 示す 記す 記載 記述 書く 載る 挙げる 挙がる 指摘 見解 意見 対する
受ける 続く 続ける 一方 他方 更に 加える 又 尚 但し 先ず 次 最後 最終 的 結果 経緯 経過 審議 議論 遣り取り 論点 内容 点 旨 趣旨 件 案件 資料
会議 録 会議録 答申 記録 場 際 時 中 上 下 後 通り 様 同 当該 本 其の 此の 又は 及び 並びに 会 審議会 審査 審査会 部会 委員 会長 長 実施 機関
実施機関 事務 局 事務局 担当 課 側 者 方 等 為る 為 其れ 此れ 言う 思う 考える 考え 述 引用 言葉 自身 具体 行う つく 其処 此処 共 然し
"""
NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
"""Lemmas. Negated, even these claim something: 説明しなかった."""
OF_DECISIONS = frozenset(("判断", "決定", "結論"))
"""Neutral only where a decision is told."""
