"""The chat model that the settings name, built through LangChain; every provider's package is an extra."""

import os
import re
from typing import Any

import httpx

from corpus.chat.chat import Chat
from corpus.chat.transport import bind, bounds
from corpus.errors import SettingsError
from corpus.settings import Settings

_EXTRAS = {
    "anthropic": "anthropic",
    "azure_openai": "openai",
    "google_genai": "google",
    "ollama": "ollama",
    "openai": "openai",
}
_KEYS = {"anthropic": "ANTHROPIC_API_KEY", "google_genai": "GOOGLE_API_KEY", "openai": "OPENAI_API_KEY"}


def load_chat(settings: Settings) -> Chat:
    """Build the chat model that the settings name.

    Raises:
        SettingsError: none is named, its package or its key is missing, or LangChain does not know it.
    """
    name = settings.chat_model
    if not name:
        raise SettingsError(
            "チャットモデルが設定されていません。SENREI_CHAT_MODELに provider:model の形で指定してください。"
        )
    from langchain.chat_models import init_chat_model

    provider = name.partition(":")[0]
    _require_key(provider, settings)
    try:
        model = init_chat_model(name, **_arguments(provider, settings))
    except ImportError as error:
        raise SettingsError(_missing_package(name, provider, error)) from error
    except (ValueError, TypeError) as error:
        raise SettingsError(
            f"チャットモデル「{name}」を使えません。SENREI_CHAT_MODELは ollama:モデル名 や openai:モデル名 の形で指定してください。"
        ) from error
    if provider == "anthropic":
        # LangChain's class takes no client, and no arguments for the one that it makes.
        bind(model._async_client._client)
    return Chat(model, name, settings)


def _arguments(provider: str, settings: Settings) -> dict[str, Any]:
    """What `init_chat_model` is given; beside the address only the bounds, the provider's own retries, length and context."""
    url, key = settings.chat_base_url, settings.chat_api_key.get_secret_value()
    address = {"azure_endpoint" if provider == "azure_openai" else "base_url": url} if url else {}
    own: dict[str, Any] = address | ({"api_key": key} if key else {})
    within = bounds(settings.chat_total_s)
    match provider:
        case "ollama":
            # Ollama cuts a longer prompt without a word where num_ctx is not given.
            context = {"num_ctx": settings.chat_context_tokens, "temperature": 0}
            return address | context | {"async_client_kwargs": within}
        case "openai" | "azure_openai":
            own |= {"http_async_client": httpx.AsyncClient(**within), "timeout": settings.chat_total_s}
            own |= {"max_retries": 0}
        case "anthropic":
            own |= {"max_retries": 0}
        case "google_genai":
            # Without a transport its package speaks through aiohttp where that is installed, and knows no bounds there.
            own |= {"client_args": within | {"transport": httpx.AsyncHTTPTransport()}}
    if provider == "openai" and url:
        # Local servers ask for no key, but the client does; and they speak chat completions only.
        own |= {"api_key": key or "none", "temperature": 0, "use_responses_api": False, "stream_usage": True}
    return own


def _require_key(provider: str, settings: Settings) -> None:
    variable = _KEYS.get(provider)
    held = settings.chat_api_key.get_secret_value() or (variable and os.environ.get(variable))
    if variable and not held and not (provider == "openai" and settings.chat_base_url):
        raise SettingsError(f"{provider}のAPIキーがありません。SENREI_CHAT_API_KEYに設定してください。")


def _missing_package(name: str, provider: str, error: ImportError) -> str:
    named = re.search(r"pip install ([\w-]+)", str(error))
    wanted = f'"senrei[{_EXTRAS[provider]}]"' if provider in _EXTRAS else named[1] if named else provider
    return f"チャットモデル「{name}」を使うための部品がありません。pip install {wanted} を実行してください。"
