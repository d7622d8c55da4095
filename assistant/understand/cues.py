"""Cues: the wordings that show a question's intent, and the fields, outcomes and roles that it names."""

import re
from enum import StrEnum
from functools import cache

from corpus.language import decisions, either, offices, posts
from corpus.model import REVIEWED, Outcome, Role


class Want(StrEnum):
    """The intent of a question: the kind of answer that it wants."""

    RULING = "ruling"
    CONDITIONS = "conditions"
    REASONS = "reasons"
    FACT = "fact"
    LIST = "list"
    COUNT = "count"
    COMPARISON = "comparison"
    COURSE = "course"
    SIMILAR = "similar"
    WORDING = "wording"
    ISSUES = "issues"
    """What was asked or objected to."""
    OVERVIEW = "overview"
    """What is held on a place or a topic that is named without a question."""
    TREND = "trend"
    DEFINITION = "definition"
    PERSON = "person"
    """What somebody named said."""
    LAW = "law"
    """The law as it is now."""
    VAGUE = "vague"
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"


class Field(StrEnum):
    """A value of the register that a question asks for by name."""

    HELD_ON = "held_on"
    PLACE = "place"
    ATTENDANCE = "attendance"
    REPORT_DATE = "issued_on"
    REPORT_NUMBER = "number"
    CONSULTATION_DATE = "consulted_on"
    CONSULTATION_NUMBER = "consultation_number"
    ARTICLES = "articles"
    DEPARTMENT = "department"
    VOTE = "votes"
    SPEAKER = "speaker"


_WANTS: tuple[tuple[Want, str], ...] = (
    (Want.COUNT, r"(?:案件|諮問|答申|件数|審議会).{0,12}(?:何件|いくつ|件数)|何件の(?:案件|諮問|答申)|件数を"),
    (
        Want.COMPARISON,
        r"比べ|比較|(?<!間)違(?:い|っ|う(?![一-鿿ァ-ヶ]))|異な[るり]|それぞれどの(?:市|町|村|自治体)|(?:市|町|村|自治体|審議会)(?:ごと|によって|別)"
        r"|各(?:市|町|村|区|自治体)|共通(?:点|して)",
    ),
    (
        Want.SIMILAR,
        r"(?:例|事例|案件)を(?:探|調べ)|似た|似て|類似|参考になる|参考に(?:できる|したい)|同様の(?:案件|事例|先例|事業)|近い(?:案件|事例|先例)"
        r"|先例(?:は|が|を|と|や|で)|前例|(?:過去|他市|ほかの市|他の市)の?(?:案件|事例)|諮問を(?:準備|予定|検討)|(?:他|ほか)の(?:市|町|自治体|市町村|団体)で(?:の(?:議論|審議|例|判断|対応)|は)"
        r"|(?:ようと(?:し|考え|思)|たいと(?:考え|思)|予定(?:で|し)|計画(?:で|し|中)|検討(?:し|中)|準備(?:し|中))[^。]{0,8}(?:ます|いる|です)。|諮問した(?:先例|例|事例)",
    ),
    (Want.WORDING, r"書きぶり|文言|言い回し|文例|書き方を|表現(?:は|を|の)|言い方|定型"),
    (
        Want.CONDITIONS,
        r"条件(?!付)|付帯意見|付言|付記|附帯|要望(?:は|が|を|に|事項|し|さ|と)|求め(?:た|まし|られ|てい)|留意(?:点|事項)|注文|条件付",
    ),
    (
        Want.REASONS,
        r"なぜ|なんで(?!す|し|あ)|何で(?!す|し|あ)|理由|どうして|根拠(?:は|を|と|に)|わけ(?:は|を)|判断の?(?:基準|根拠)|決め手",
    ),
    (
        Want.ISSUES,
        r"論点|(?:どんな|どのような|どういう)点|何を確認|問題(?:に|と)なった|懸念|指摘|心配|どんな(?:質問|意見)|何を(?:聞|質問|問|指摘)|質問(?:は|が|を|され|し)|想定問答|議論|疑問|聞かれ(?:そう|(?:る|た)(?:こと|点))|質問されそう|突っ込まれ",
    ),
    (Want.COURSE, r"経緯|経過|流れ|いきさつ|推移|その後|最終的に"),
)
ASIDES = frozenset({Want.LAW, Want.VAGUE, Want.GREETING, Want.THANKS, Want.HELP})
"""Intents that no document answers."""
_HINTS: tuple[tuple[Want, str], ...] = (
    (
        Want.OVERVIEW,
        r"^[^。?]{2,30}(?:について|に関する資料|のこと|とか|関連|全般|のまとめ)(?:教えて|知りたい)?(?:ください|です)?[。?]?$",
    ),
    (
        Want.TREND,
        r"傾向|動向|推移|(?:年度?|年)(?:ごと|別|毎)|年次|増えて|減って|増えた|減った|年々|承認率|trend|by year",
    ),
    (
        Want.DEFINITION,
        r"(?:とは|って|という(?:の|言葉|語|用語)(?:は|の)?)(?:何|なに|なん|どういう(?:もの|意味|こと)|どんなもの)|(?<!こ)とは[?。]?$|定義|の意味(?:は|を)|what is|mean",
    ),
    (
        Want.PERSON,
        r"(?<![各全他両数一同の])[一-鿿々﨑]{2,4}(?<![市町村区県])(?:委員|会長|副会長|課長|部長|主幹|主査|室長|先生|さん|氏)(?![会長])(?:は|が|の|に|って|、)",
    ),
    (
        Want.LAW,
        r"(?:今|現在|現行|最新|改正後)の?(?:個人情報保護)?(?:法|条例|制度|ルール)|(?:現行|改正)(?:法|後)|法(?:律|令)(?:上|では|で)|違法|法的|法改正|"
        r"(?:今|いま|現在)(?:でも|も|は)|ガイドライン|令和5年(?:度|4月)?以降|令和5年(?:4月)?(?:から|で|に)[^。]{0,6}(?:なくな|廃止|変わ|不要|いらな)|current law|present act",
    ),
    (
        Want.GREETING,
        r"^(?:こんにち[はわ]|こんばん[はわ]|おはよう|はじめまして|初めまして|お疲れ|おつかれ|よろしく|お世話に|どうも$|ハロー|やあ|もしもし|hello|hi\b|good )|^テスト$|雑談|さようなら|またね",
    ),
    (
        Want.THANKS,
        r"ありがと|有難う|助か(?:り|っ|る)|感謝|サンキュー|参考になり|^(?:りょ(?:$|[。、\s])|了解|承知|なるほど|わかりました|分かりました|理解し|十分で|すばらし|素晴らし|さすが|完璧|OKです)|thank",
    ),
    (
        Want.HELP,
        r"何が(?:でき|出来|入って)|使い方|使うの|ヘルプ|(?:質問|検索)(?:の仕方|のコツ)|どんな(?:資料|質問が(?:でき|出来))|操作(?:方法|の仕方)|(?:この|これは何の)(?:システム|ツール|サイト)|何を聞けば|"
        r"資料(?:は全部で|の追加)|どの(?:市の|期間の)資料|what can you|how do i use",
    ),
    (
        Want.VAGUE,
        r"^(?:[^。?、]{0,4}(?:教えて|詳しく|もっと|どう(?:ですか|なった)?|何か|それは|結論は|理由は|条件は)[^。、]{0,6}|.{0,6}(?:例の|あの|あれ|前に話した).*)$",
    ),
)
"""Wordings that hint at an intent which no cue of the records' own words shows."""
_OTHERWISE = ("認め", "可決")
"""Stems that do not ask for a council's ruling by themselves: 認め needs an ending, 可決 is said of an assembly's bill."""
_RULING = (
    r"認め(?:られ|た|まし|て|る)|どうなり|どうなっ|答申(?:は|を|では|が出)|(?:件|ほう|方|号|案件)は、?どうでし"
    r"|どう(?:扱|裁|処理|取り?扱)"
)
ALL_ATTACHED = re.compile(
    r"(?:条件|要望|意見|求め)(?:を|は)、?(?:全部|すべて|全て|もれなく)?.{0,4}(?:挙げ|列挙|並べ|教え)"
)
"""Asks for all that was attached to one decision, not for a list of cases."""
FRAME = re.compile(
    r"[、,]?(?:と(?:い|言)(?:う|った)|との)(?:趣旨の)?(?:心配|懸念|意見|声|話|指摘|疑問|質問|発言|不安|やり取り|場面)[^。]*(?:。|$)"
    r"|を?(?:心配|懸念)(?:する|した|された|される)(?:声|意見|話|発言)[^。]*(?:。|$)"
)
"""The frame around a remark that the question itself reports: …という意見はありましたか."""
QUANTITY = re.compile(
    r"何(?:[%％割人件日分年時月回台園校社円枚種個点]|か月|ヶ月|カ月|歳|世帯|時間|パーセント)|いくつ|いくら|どれ(?:くらい|ぐらい|ほど)|どの(?:くらい|ぐらい|程度)"
)
LIST = re.compile(
    r"(?:[0-9二三四五六七八九]+|いくつか)(?:件|つ)?の(?:案件|諮問|議題)(?:は|の|が|を)[^。]{0,12}(?:結論|結果|どう)|"
    r"(?:案件|諮問|答申|議題|件|つ)(?:は|の|が|と)?、?それぞれ(?:の)?、?(?:(?:どういう|どんな|どのような)?(?:結果|結論|判断|扱い)|どう(?:な|決|判|扱))|"
    r"(?:され|なっ|し|付い|決まっ|分かれ)た(?:案件|諮問|事例)を|(?:案件|諮問|答申|事例)(?:だけ|のみ)(?:を)?(?:見|知り|確認|教え)|一覧(?:表)?(?:(?:に|で|を|として)?(?:し|ま|教|く|見|示|出|作|ほ|欲|挙|お願|知)|[。？?]?$)|すべて|全て|全部(?!で)|並べて|列挙|挙げて|リスト|整理して|まとめて(?:ください|教)|(?:どの|どこの)(?:市|町|村|自治体|審議会)|どんな(?:案件|事例|例)|どのような(?:案件|事例|例)"
    r"|(?:案件|諮問|答申|報告|事例|事項)(?:は|に(?:は)?|として)、?(?:何|どれ|(?:どんな|どのような)(?!条件|要望|意見|付帯|理由|注文|求め|内容|質問|点|こと|説明))|(?:案件|例|事例|市|答申|諮問)(?:は|が|って)(?:あり|ない|ある)|市はあり|(?:案件|例|事例|諮問|答申)(?:は|が|って)?(?:ある|ない)(?:の|か|かな)?[。?]?$|(?:案件|例|事例|答申)は[。？?]?$"
)
EXISTS = re.compile(
    r"(?:例|事例|案件|先例|市|町|話|こと|もの|答申|ところ|自治体)(?:は|が|って)?(?:あります|ありまし|ある|ない|存在|あった)"
)
_FIELDS: tuple[tuple[Field, str], ...] = (
    (
        Field.REPORT_DATE,
        r"答申書?(?:日|の日付|年月日|の番号[とや]日付|された日|が出(?:た|され)た?日)|いつ(?:の)?答申|答申(?:って|は|が)、?(?:いつ|何月何日|何年何月)|答申書?(?:は|が)[^。]{0,12}(?:何年何月何日|何月何日|いつ)付け|答申された(?:の)?は?いつ",
    ),
    (
        Field.REPORT_NUMBER,
        r"答申.{0,20}(?<!の)何号(?!の諮問)|答申書?(?:の)?(?:文書)?番号|答申書?の日付[とや]番号|答申は?第?何号",
    ),
    (
        Field.CONSULTATION_DATE,
        r"諮問(?:日|の日付|年月日)|いつ(?:付け|付)?.{0,12}諮問|諮問(?:は|が)いつ|諮問された(?:の)?は?いつ",
    ),
    (Field.CONSULTATION_NUMBER, r"諮問(?:の)?番号|(?:第?何号|文書番号).{0,8}諮問|諮問は?第?何号"),
    (Field.ARTICLES, r"(?:第|条例|法)?何条|条番号|(?:どの|根拠)(?:と?なる)?(?:条文|条項|規定)"),
    (
        Field.PLACE,
        r"どこで(?:開|行)|開催場所|会場|(?<![一-鿿])場所(?:は|を|で)|(?:いつ|日時)[、とや]?(?:どこ|場所)",
    ),
    (
        Field.HELD_ON,
        r"(?:いつ|何月何日|何年何月|何日).{0,10}(?:開(?:か|催)|審議|会議)|(?:会議|審[議査]会|会合|審議)(?:は|が)?、?(?:いつ|何日).{0,10}行われ|(?:開催|審議会|会議)(?:は|が|の)?.{0,6}(?:いつ|日時)|開(?:か|催)[^。]{0,8}(?:いつ|何月何日|何年何月|何日)|日時|開催日|何時(?!間)(?:に|から).{0,6}(?:開|始|会議)",
    ),
    (
        Field.ATTENDANCE,
        r"(?:出席|欠席)(?!の?連絡|届|管理|簿|日数|の?通知|や遅刻)|傍聴|何人(?:くらい|ぐらい|ほど)?(?:が|で)?(?:出(?!し|た人)|参加|集まっ|来て)|(?<![たるい])委員(?:は|の)(?:誰|何人|名簿|氏名)|(?<![たるい])会長(?:は|の)(?:誰|氏名|名前)"
        r"|(?:会|委員)の?メンバー|説明者|(?:会|委員)の構成",
    ),
    (
        Field.SPEAKER,
        r"(?:尋ね|聞い|質問し|発言し|述べ|反対し|指摘し|言っ|主張し|答え|求め)た(?:の)?(?:委員|人|方|者)?(?:は|の).{0,8}(?:名前|氏名|何さん|何という)"
        r"|た(?:委員|人|方)(?:は|の|って|が)?、?(?:誰|だれ|どなた)?(?:[^。]{0,6}(?:名前|氏名|実名)|(?:か)?(?:分|わ)か)",
    ),
    (Field.VOTE, r"採決|賛成|反対(?:は|が|し)|票(?:数|決|を投)|何票|全員一致|全会一致"),
)
OF_HEADER = frozenset(Field) - {Field.ARTICLES, Field.DEPARTMENT, Field.VOTE, Field.SPEAKER}
"""Fields that a document's head states."""
_NOT_ALL = r"(?:全員|全会|満場)一致(?:で(?:は)?|とは|では)?(?:な[いかく]|あ?りませ)|全員(?:が|の)?賛成(?:で(?:は)?)?(?:な[いかく]|しなか)"
SPLIT = re.compile(
    r"(?:賛否|賛成と反対|意見|票|採決).{0,6}(?:分かれ|割れ)|反対(?:票|意見|者|派)?(?:が|も|の)?(?:あ(?:っ|り(?!ませ)|る)|出|い(?:た|る|ま))|賛成多数|多数決"
    rf"|反対(?:し|に回っ)た(?:委員|人|方|者)(?:が|は|も|の)?(?:い(?:た|る|ま)|あ)|{_NOT_ALL}"
    r"|反対(?:し|され|に回っ|が出|があっ|を受け)た(?:案件|諮問|事例|例|議題|もの)"
)
UNANIMOUS = re.compile(
    rf"(?!{_NOT_ALL})(?:(?:全員|全会|満場)一致|全員(?:が|の)?賛成)|反対(?:し|に回っ)た(?:委員|人|方|者)(?:が|の|も)?いな"
)
"""Votes without and with dissent; 「全員一致でなかった」 asks for the former, 「反対した委員がいない」 for the latter."""


TAKES_OVER = re.compile(
    r"(?:そのまま|まるごと|丸ごと|コピー|コピペ|転記|流用|貼(?:っ|り)|写し|引き写|使い回)[^。]{0,14}(?:いい|良い|よい|よろしい|大丈夫|構わ|かまわ|OK|使え(?:ます|る)|使って(?:も)?(?:いい|良い|よい))",
)
"""Asks whether a precedent's words may stand in a paper of one's own."""
WRITES = re.compile(
    r"(?:諮問書|答申(?:案|書)?|想定(?:問答|QA|Q&A|質問)|Q&A|回答案|説明資料|文案|原稿)[^。]{0,12}(?:たたき台|下書き|素案|骨子|案文|案を|ひな[形型]|雛形|作(?:って|成して|りたい)|書いて(?:ください|ほしい|もらえ)|起案)"
    r"|たたき台|下書き(?:を|が|し)|文案を|起案し(?:て|たい)|ひな[形型]を|雛形を"
)
"""Asks for a draft."""
OF_WRITING = re.compile(
    r"諮問書|答申[案書]|想定(?:問答|QA|Q&A|質問)|想定|QA|骨子|たたき台|下書き|素案|文案|案文|ひな[形型]|雛形|原稿|回答案|説明資料"
)
"""Names a paper that somebody wants to write."""
_OPEN = re.compile(
    r"何|なに|なん|どう|どの|どこ|どれ|どちら|どんな|どなた|誰|だれ|いつ|なぜ|いくつ|いくら|幾|ほど|(?:理由|結論|結果|条件|経緯|内容|意見|扱い|違い)(?:は|を|って)?[。?]?$"
    r"|(?:教え|示し|挙げ|知り|見せ|まとめ|比べ|並べ|探し|調べ|一覧|ください|下さい|ほしい)"
)
"""Asks for more than yes or no."""
_WHETHER = re.compile(r"(?:か|の|かな|かしら|だろう|でしょう|よね|ですよね|た|る|い|って|OK)[?。!]*$")


def asks_whether(question: str) -> bool:
    """Whether yes or no answers a folded question: its last sentence asks and holds no interrogative."""
    asked = [s for s in re.split(r"(?<=[。?])", question.strip()) if s.strip()]
    return bool(asked) and not _OPEN.search(asked[-1]) and bool(_WHETHER.search(asked[-1]))


@cache
def _wants() -> tuple[tuple[Want, re.Pattern[str]], ...]:
    known = decisions()
    stems = [stem for stem in known.stated() if stem not in _OTHERWISE]
    named = either((*known.acts, *known.steps, *known.spoken, *stems, *known.everyday))
    patterns = (*_WANTS, (Want.RULING, f"{named}|{_RULING}"))
    return tuple((want, re.compile(pattern)) for want, pattern in patterns)


def wants_in(question: str) -> list[Want]:
    """The intents that the cues of a folded question show, by precedence."""
    return [want for want, pattern in _wants() if pattern.search(question)]


@cache
def _hints() -> tuple[tuple[Want, re.Pattern[str]], ...]:
    return tuple((want, re.compile(pattern, re.IGNORECASE)) for want, pattern in _HINTS)


def hints_in(question: str) -> list[Want]:
    """The intents besides those of `wants_in` that the wording of a folded question hints at."""
    return [want for want, pattern in _hints() if pattern.search(question)]


@cache
def _fields() -> tuple[tuple[Field, re.Pattern[str]], ...]:
    office, in_charge = either(offices().any_office), either((*offices().in_charge, "諮問した"))
    department = rf"{in_charge}(?:{office}|の課)|どの{office}|何課"
    patterns = (*_FIELDS, (Field.DEPARTMENT, department))
    return tuple((field, re.compile(pattern)) for field, pattern in patterns)


def fields_in(question: str) -> tuple[Field, ...]:
    """The values that a folded question asks for by name."""
    return tuple(field for field, pattern in _fields() if pattern.search(question))


@cache
def _roles() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    known = posts()
    executive = (*known.executive.authorities, *known.executive.explaining, *known.executive.offices)
    patterns = (
        (Role.CHAIR, f"{either(known.chair.heads)}(?!は誰|の氏名)"),
        (Role.MEMBER, "委員(?!会|長|は誰|の氏名|名簿)"),
        (
            Role.EXECUTIVE,
            f"{either((*executive, *offices().executives))}|役所(?:は|が|の(?:説明|答え|回答))|市の(?:説明|答|回答)",
        ),
        (Role.SECRETARIAT, "事務局"),
        (Role.COUNCIL, "審議会(?:は|が|として|の(?:判断|決定|結論|意見))"),
    )
    return tuple((role, re.compile(pattern)) for role, pattern in patterns)


def roles_in(question: str) -> tuple[Role, ...]:
    """The roles whose words a folded question asks for."""
    return tuple(role for role, pattern in _roles() if pattern.search(question))


_APPROVING = frozenset({Outcome.APPROVED, Outcome.APPROVED_WITH_CONDITIONS, Outcome.NOTED})


def outcomes_of(wording: str) -> frozenset[Outcome]:
    """The outcomes that a wording can express (承認, おおむね問題なし, 妥当); all outcomes where it expresses none."""
    known = decisions()
    found = set(known.asked_in(wording))
    approving = (*known.stated(*_APPROVING), *known.outcomes[Outcome.APPROVED].implied)
    for outcomes, words in ((_APPROVING, approving), (REVIEWED, (*known.stated(*REVIEWED), "開示"))):
        if any(word in wording for word in words):
            found |= outcomes
    return frozenset(found or Outcome)
