"""A real model server with a model of random weights, made on the spot: its nonsense never reaches the user."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_openai import ChatOpenAI

from assistant.assistant import Assistant
from assistant.model.pointer import INSTEAD
from corpus.chat import Chat, load_chat
from corpus.settings import Settings
from tests.assistant.town import minutes

QUESTION = "架空市の顔認証による入場はどう判断されましたか。"
STARTING_S = 90


def _make(folder: Path) -> None:
    """Save a Llama of one layer that has learnt nothing, with a tokenizer of bytes."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    bytes_ = Tokenizer(models.BPE())
    bytes_.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bytes_.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    learning = trainers.BpeTrainer(vocab_size=800, special_tokens=["<s>", "</s>"], initial_alphabet=alphabet)
    bytes_.train_from_iterator([minutes().text], learning)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=bytes_, bos_token="<s>", eos_token="</s>")
    tokenizer.chat_template = "{% for m in messages %}{{ m['content'] }}\n{% endfor %}"
    tokenizer.save_pretrained(folder)
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 1, "num_attention_heads": 2}
    ends = {"bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 1}
    config = LlamaConfig(vocab_size=len(tokenizer), max_position_embeddings=16384, **shape, **ends)
    LlamaForCausalLM(config).save_pretrained(folder)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of `transformers serve`, and the model that it serves."""
    folder = tmp_path_factory.mktemp("nonsense")
    _make(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "transformers.cli.transformers", "serve", str(folder)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    log = folder / "serve.log"
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + STARTING_S
        while not _healthy(port):
            if server.poll() is not None or time.monotonic() > until:
                pytest.fail(f"the model server did not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/v1", folder
    finally:
        server.terminate()
        server.wait(20)


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.mark.parametrize("temperature", [0.0, 1.0], ids=["repeating", "raving"])
def test_nonsense_never_reaches_the_user(temperature: float, served: tuple[str, Path], samples: Assistant):
    url, folder = served
    limits = {"chat_model": f"openai:{folder}", "chat_base_url": url, "chat_total_s": 20}
    settings = Settings(_env_file=None, **limits)
    chat = load_chat(settings)
    if temperature:
        raving = ChatOpenAI(
            model=str(folder), base_url=url, api_key="none", temperature=temperature, max_tokens=200
        )
        chat = Chat(raving, settings.chat_model, settings)
    asking = Assistant(samples.corpus, settings)
    asking.__dict__["chat"] = chat
    plain = asking.ask(QUESTION, mode="extractive")
    began = time.monotonic()
    answer = asking.ask(QUESTION)
    chat.close()
    assert time.monotonic() - began < settings.chat_total_s + 2
    assert (answer.mode, answer.answer, answer.citations) == ("extractive", plain.answer, plain.citations)
    assert any(INSTEAD in notice for notice in answer.notices)
