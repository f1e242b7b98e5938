"""HTML into Markdown."""

import pytest

from migrate40.readers.markup import plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("<p>Hi <b>you</b> &amp; <em>me</em></p>", "Hi **you** & *me*"),
        ("<p>one</p>\n<p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<h2>Tea</h2>black", "## Tea\n\nblack"),
        ("<ul><li>a</li><li><p>b</p></li></ul>c", "* a\n* b\n\nc"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "* a\n    * b\n* c"),
        ("<li>alone</li>", "* alone"),
        ("<pre><code>x = 1\n  y</code></pre>", "```\nx = 1\n  y\n```"),
        ("say <code>x</code>", "say `x`"),
        ("a<hr>b", "a\n\n---\n\nb"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| A | B |\n| 1 | 2 |",
        ),
        ("<p>春は\u3000あけぼの &#x1F319;</p>", "春は\u3000あけぼの 🌙"),
        ("a  \n b&nbsp;c", "a b c"),
        ("<b></b>a <i>b</i>", "a *b*"),
        ('<a href="https://a.example">here</a>', "here"),
        ("a<img src=x>b", "ab"),
    ],
)
def test_words_and_emphasis(markup: str, text: str) -> None:
    """It is the Markdown that the page was made of."""
    assert text == plain(markup)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<script>alert('<p>x</p>')</script >ok", "ok"),
        ("<STYLE>a{}</STYLE>ok", "ok"),
        ("ok<script>never closed", "ok"),
        ("<!-- <b>no</b> -->ok<!-- open", "ok"),
        ("<!DOCTYPE html><?x?>ok", "ok"),
        ("a < b, 1 <2 & c &lt;d&gt;", "a < b, 1 <2 & c <d>"),
        ("</ul></li>ok</p>", "ok"),
        ("a <", "a <"),
    ],
)
def test_what_is_not_said(markup: str, text: str) -> None:
    """Scripts and comments go; a sign that is no tag stays."""
    assert text == plain(markup)
