"""Asks the real SentencePiece for the token ids of Panda-Mini's tokenizer, so that our own encoder can be compared with it.

    python3 make_tokenizer_golden.py

Writes native-models/video-panda/goldens/tokenizer/golden.json; run it again whenever tokenizer.model has changed.
"""

import hashlib
import json
import pathlib

import sentencepiece

HERE = pathlib.Path(__file__).resolve().parent
MODEL = HERE.parent / "model" / "tokenizer.model"
GOLDEN = HERE.parents[1] / "video-panda" / "goldens" / "tokenizer" / "golden.json"
BOS, IMAGE, FRAMES = 1, -200, 8

QUESTIONS = [
    "What is happening in this video?",
    "What color is the circle?",
    "Is the shape moving to the left? Answer yes or no.",
    "무슨 일이 일어나고 있나요?",
    "视频里发生了什么？",
    "emoji 🎬👩‍👩‍👧 and tab\there",
    "line one\nline two\n\n",
    "<s> looks like a token </s>",
    "<image> is typed",
    "",
    "  leading,  doubled and trailing   ",
]
TEXTS = QUESTIONS + [
    " ",
    "      ",
    "\t\t\n \n",
    "\r\n",
    "</s></s><unk><0x0A><0xE2>",
    "▁ is written as it is inside pieces, a▁b",
    "naïve café, e\u0301, ﬁ, Ⅷ, １２３",
    "1234567890 x=3.14159",
    "USER: ASSISTANT: USER:ASSISTANT:",
    "\ufeffmark\u200b\u00a0\u0000end\ufffd",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𓀀 🇰🇷 \U0010ffff",
    "a" * 257,
    "The red circle moves left. 빨간 원이 왼쪽으로 움직인다. " * 40,
]


def prompt(tokenizer, question):
    """The conversation without a system text: each piece between the frames is tokenised by itself, BOS stands once."""
    return [BOS, *tokenizer.encode("USER: "), *[IMAGE] * FRAMES, *tokenizer.encode(f"\n{question} ASSISTANT:")]


def main():
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(MODEL))
    encoded = [(text, tokenizer.encode(text)) for text in TEXTS]
    golden = {
        "tokenizer": "../../../panda-mini/model/tokenizer.model (SentencePiece BPE, Panda-Mini's)",
        "tokenizer_sha256": hashlib.sha256(MODEL.read_bytes()).hexdigest(),
        "note": f"By sentencepiece {sentencepiece.__version__}. Same form as parity's golden; the prompt has no system text.",
        "prompts": [{"question": text, "ids": prompt(tokenizer, text)} for text in QUESTIONS],
        "texts": [{"text": text, "ids": ids, "decoded": tokenizer.decode(ids)} for text, ids in encoded],
    }
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text(json.dumps(golden, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
