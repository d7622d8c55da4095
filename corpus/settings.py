"""The settings of the whole program: one class, so that an unknown key is refused wherever it stands."""

import os
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsError

PREFIX = "SENREI_"


class Settings(BaseSettings):
    """Read from the environment and `.env`, each key with the prefix SENREI_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="登録簿と索引を置くフォルダー")
    embedding_model: str = Field(
        "",
        description="空なら内蔵のmultilingual-e5-small、hashedなら文字の並びによる埋め込み(モデルなし)、"
        "ほかはsentence-transformersのモデル名またはフォルダー",
    )
    models: Path | None = Field(
        None, description="内蔵のモデルを展開しておくフォルダー。空ならデータフォルダー内のmodels"
    )
    chroma_url: str = Field(
        "", description="Chromaサーバーのアドレス(http://host:port)。空ならデータフォルダー内に保存"
    )
    samples: bool = Field(False, description="実際の資料があるときも、架空の見本を質問・件数に含める")
    chat_model: str = Field(
        "", description="LangChainのinit_chat_modelに渡す provider:model。空なら抽出型の回答のみ"
    )
    chat_base_url: str = Field("", description="OpenAI互換サーバー・ローカルサーバーのアドレス")
    chat_api_key: SecretStr = Field(SecretStr(""), description="チャットモデルのAPIキー")
    chat_first_token_s: float = Field(20.0, gt=0, description="最初の文字が届くまで待つ時間の上限(秒)")
    chat_total_s: float = Field(120.0, gt=0, description="1回の回答にかける時間の上限(秒)")
    chat_context_tokens: int = Field(8192, ge=1024, description="チャットモデルの文脈の長さ(トークン)")
    chat_summary: bool = Field(
        False, description="照合に合格したAIによる要約を回答に添える（照合をすり抜ける誤りがありうる）"
    )
    reader: Literal["", "assist"] = Field(
        "", description="assistなら、取り込むときに要確認の値をチャットモデルにも読ませる。空なら読ませない"
    )
    host: str = Field("127.0.0.1", description="画面を待ち受けるアドレス")
    port: int = Field(7860, ge=0, le=65535, description="画面を待ち受けるポート番号")

    allowed_hosts: str = Field(
        "",
        description="画面を開くときの名前（例 senrei.example.lg.jp）。コンマで区切る。この機械だけで使うなら空",
    )
    trusted_proxies: str = Field(
        "", description="サインインを受け持つリバースプロキシのアドレス（例 10.0.0.5,192.168.1.0/24）"
    )
    proxy_user_header: str = Field(
        "", description="リバースプロキシが利用者名を入れるヘッダー（例 X-Remote-User）"
    )

    @property
    def models_folder(self) -> Path:
        """The folder of unpacked models."""
        return self.models or self.data / "models"

    @model_validator(mode="after")
    def _no_stray_key(self) -> Self:
        known = {PREFIX + name.upper() for name in type(self).model_fields}
        stray = sorted(k for k in os.environ if k.upper().startswith(PREFIX) and k.upper() not in known)
        if stray:
            raise ValueError(f"不明な設定です: {', '.join(stray)}")
        return self


def load_settings(data: str | Path | None = None) -> Settings:
    """Read the settings; `data` (the command line's --data) goes before the environment.

    Raises:
        SettingsError: a key is unknown or a value unusable.
    """
    try:
        return Settings() if data is None else Settings(data=Path(data))
    except ValidationError as error:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc'])) or '設定'}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"設定を読み込めません。{reasons}") from error
