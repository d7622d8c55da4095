"""Shapes of kanji that names are written with, and the everyday ones that they are looked for by: 﨑 for 崎, 邊 for 辺."""

import re

_PAIRS = """
髙高 﨑崎 嵜崎 邊辺 邉辺 濵浜 濱浜 德徳 廣広 澤沢 齋斎 齊斉 嶋島 嶌島 櫻桜 國国 圀国 眞真 惠恵 榮栄 靜静 學学 會会 渕淵 渊淵 峯峰
冨富 舘館 曾曽 瀨瀬 瀧滝 龍竜 槇槙 桒桑 栁柳 桝枡 條条 萬万 與与 圓円 壽寿 藏蔵 處処 假仮 應応 寬寛 彌弥 禰祢 穗穂 豐豊 來来 綠緑 緖緒 淸清
靑青 鄕郷 郞郎 黑黒 𠮷吉 𡈽土 𣘺橋 晧皓 吳呉 增増 寳宝 寶宝 實実 將将 專専 尙尚 巖巌 巢巣 帶帯 廳庁 彥彦 戶戸 拜拝 敎教 數数 晉晋 曉暁
棧桟 樂楽 樣様 歷歴 歲歳 每毎 氣気 淺浅 渴渇 溪渓 滿満 澁渋 濟済 爲為 獨独 產産 當当 疊畳 盜盗 硏研 禮礼 祿禄 稻稲 絲糸 經経 繩縄
縣県 聲声 聽聴 莊荘 萠萌 藝芸 虛虚 號号 蠶蚕 覺覚 覽覧 觀観 證証 讓譲 賣売 賴頼 辯弁 辨弁 遙遥 釋釈 鐵鉄 鑛鉱 關関 隨随 雜雑 雙双
靈霊 頰頬 顏顔 驛駅 髮髪 鷄鶏 鹽塩 麥麦 麴麹 黃黄 點点 黨党 齡齢 龜亀
"""
_EVERYDAY = {pair[0]: pair[1] for pair in _PAIRS.split()}
_RARE = re.compile(f"[{''.join(_EVERYDAY)}]")


def everyday(text: str) -> str:
    """Write every kanji in its everyday shape, one character for one."""
    return _RARE.sub(lambda kanji: _EVERYDAY[kanji[0]], text)
