"""Words cut to a limit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.wechat.cutting import clean, cut


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("短标题", 32, "短标题"),
        ("一" * 32, 32, "一" * 32),
        ("一" * 33, 32, "一" * 31 + "…"),
        # After a sentence nothing has to be said.
        ("请大家注意安全。" + "一" * 30, 12, "请大家注意安全。"),
        ("请注意。" + "一" * 30, 12, "请注意。" + "一" * 7 + "…"),
        # At a pause, where it is not too early.
        ("关于加强冬季安全生产，请各单位认真落实", 14, "关于加强冬季安全生产…"),
        ("《安全生产法》（修订）解读及宣传周活动", 12, "《安全生产法》（修订）…"),
        # What stands in brackets goes as a whole, and first.
        ("发布火灾、燃气风险提示（2026年7月10日 14:20）", 24, "发布火灾、燃气风险提示"),
        ("关于学习贯彻落实《安全生产法》的通知", 14, "关于学习贯彻落实《安全生产…"),
        ("关于进一步学习贯彻落实《安全生产法》的通知", 16, "关于进一步学习贯彻落实…"),
        ("work safety law week", 13, "work safety…"),
        ("两行\n标题\t和  空格", 32, "两行 标题 和 空格"),
        ("", 32, ""),
    ],
)
def test_examples(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


@given(st.text(max_size=80), st.integers(4, 40))
def test_never_longer_and_never_other_words(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert len(shown) <= limit
    whole = clean(text)
    assert whole.startswith(shown.removesuffix("…")) or whole == shown
    assert shown or not whole
    shown.encode("utf-8")


@given(
    st.lists(
        st.sampled_from(["👨\u200d👩\u200d👧", "👍🏽", "e\u0301", "❤\ufe0f", "字"]), max_size=20
    )
)
def test_what_is_one_sign_to_a_reader_is_not_parted(signs: list[str]) -> None:
    shown = cut("".join(signs), 9).removesuffix("…")
    assert any(shown == "".join(signs[:count]) for count in range(len(signs) + 1))


@given(st.text())
def test_clean_text_has_no_controls(text: str) -> None:
    assert not [sign for sign in clean(text) if unicodedata.category(sign) in ("Cc", "Cs")]
