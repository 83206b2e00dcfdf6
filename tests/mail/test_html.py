"""HTML as a person sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtesy.mail import html


def _seen(markup):
    return [line.text for line in html.lines(markup) if line.text]


def test_cells_of_a_row_stand_on_one_line():
    markup = (
        "<table><tr><td>Base pay</td><td><p>$61,000</p></td></tr><tr><td><p>Start</p></td><td>4 May</td></tr></table>"
    )
    assert _seen(markup) == ["Base pay\t$61,000", "Start\t4 May"]


def test_columns_of_running_text_do_not_run_together():
    markup = "<table><tr><td><p>One.</p><p>Two.</p></td><td>Beside.</td></tr></table>"
    assert _seen(markup) == ["One.", "Two.", "Beside."]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "display: none !important",
        "visibility:hidden",
        "font-size:0",
        "font-size: 0px;",
        "max-height:0; overflow:hidden",
        "opacity:0",
    ],
)
def test_what_nobody_sees_is_not_read(style):
    assert _seen(f'<div style="{style}">Ends Friday!</div><p>Hello.</p>') == ["Hello."]


@pytest.mark.parametrize("style", ["font-size:0.9em", "opacity:0.8", "max-height:05px", "line-height:0"])
def test_what_is_only_small_is_read(style):
    assert _seen(f'<div style="{style}">Hello.</div>') == ["Hello."]


def test_text_in_a_box_without_font_size_is_seen_where_it_has_one_again():
    assert _seen('<td><div style="font-size:0">gap<span style="font-size:14px">Hello.</span></div></td>') == ["Hello."]


def test_hidden_by_attribute():
    assert _seen("<p hidden>Ends Friday!</p><p>Hello.</p>") == ["Hello."]


def test_head_style_and_script_are_not_read():
    markup = "<head><title>T</title><style>p{}</style></head><body><script>x()</script><!-- no --><p>Hello.</p></body>"
    assert _seen(markup) == ["Hello."]


def test_inline_elements_break_no_word():
    assert _seen("<p>de<b>light</b>ed on <span>4</span> <i>May</i></p>") == ["delighted on 4 May"]


def test_a_paragraph_is_followed_by_a_blank_line_and_a_division_is_not():
    assert [line.text for line in html.lines("<p>a</p><p>b</p><div>c</div><div>d</div>")] == [
        "a",
        "",
        "b",
        "",
        "c",
        "d",
    ]


def test_lines_of_outlook_stand_close():
    rows = ("Ana Pereira", "Director", "<o:p>&nbsp;</o:p>", "x")
    markup = "".join(f"<p class=MsoNormal>{row}</p>" for row in rows)
    assert [line.text for line in html.lines(markup)] == ["Ana Pereira", "Director", "", "x"]


def test_items_of_a_list_stand_each_on_their_own_line():
    assert _seen("<ul><li>one</li><li><p>two</p></li></ul>") == ["- one", "- two"]


def test_two_breaks_make_a_paragraph():
    assert [line.text for line in html.lines("a<br>b<br><br>c")] == ["a", "b", "", "c"]


def test_preformatted_text_keeps_its_lines():
    assert _seen("<pre>a\n  b</pre>") == ["a", "b"]


def test_the_address_behind_a_link_is_seen():
    assert _seen('<p>Write to <a href="mailto:ana@q.example?subject=x">Ana</a>.</p>') == [
        "Write to Ana <ana@q.example>."
    ]
    assert _seen('<p><a href="mailto:ana@q.example">ana@q.example</a></p>') == ["ana@q.example"]


def test_characters_of_no_width_are_dropped_and_every_space_is_a_space():
    assert _seen("<p>Base\u00a0pay\u200b 61\u202f000\u00ad</p>") == ["Base pay 61 000"]


def test_unclosed_elements_are_read():
    assert _seen("<p>one<p>two<div>three") == ["one", "two", "three"]


def test_markup_too_deep_for_a_tree_still_gives_its_text():
    assert "Hello." in _seen("<div>" * 50_000 + "Hello.")


@given(st.text(alphabet="<>/ab \n\"'=&;!-divptables", max_size=300))
def test_any_text_is_markup(markup):
    for line in html.lines(markup):
        assert "\n" not in line.text
