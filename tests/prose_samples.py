"""Prose as people write it, with all that Python-Markdown and MkDocs' extensions know, and names all over it."""

from __future__ import annotations

from hypothesis import strategies as st

EXTENSIONS = (
    *("admonition", "abbr", "footnotes", "smarty", "attr_list", "pymdownx.details", "pymdownx.tabbed"),
    *("pymdownx.arithmatex", "pymdownx.tasklist"),
)
"""What sites add to the extensions of a new project."""

WORDS = st.sampled_from(
    [
        *("ROK", "U.S.", "America", "Freedom Edge", "Once Forum", "Republic of Korea (ROK)"),
        *("Open RAN", "Forum", "RISE", "and", "the", "3", "ROK's", "a_b", "日米", "한국"),
    ]
)
PLAIN = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
INLINE = st.one_of(
    PLAIN,
    st.tuples(
        PLAIN,
        st.sampled_from(
            [
                *("{}", "*{}*", "**{}**", "_{}_", "`{}`", "({})", "[{}]", '"{}"', "*{}*{{ .x }}", "[{}][ref]."),
                *("[{}](x.md)", '[{0}](x.md "{0}")', "![{}](x.png)", "![{}](x.png){{ width=20 }}"),
                *("<em>{}</em>", '<span title="{0}">{0}</span>', "<a href='x'>{}</a>", "<code>{}</code>"),
            ]
        ),
    ).map(lambda pair: pair[1].format(pair[0])),
    st.sampled_from(["&amp;", "\\*", "<https://example.org/ROK>", "[^s1]", "a!", "a\\b", "<br>", "!", "|", "~", ":"]),
)
LINE = st.lists(INLINE, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from([" ", ""]).map(lambda gap: gap.join(parts))
)
BLOCK = st.one_of(
    LINE,
    st.tuples(
        st.sampled_from(
            [
                *("{0}\n{1}", "# {0}", "{0}\n---", "- {0}\n- {1}", "1. {0}\n2. {1}", "- {0}\n\n    {1}"),
                *("- {0}\n    - {1}", "> {0}", "    {0}", "```\n{0}\n```", "ROK\n:   {0}\n\n    {1}"),
                *("<div>{0}</div>", "<div>\n\n{0}\n\n</div>", '<div markdown="1">\n\n{0}\n\n</div>', "{0}\n{{: .x }}"),
                *(
                    "!!! note\n    {0}",
                    '??? note "{0}"\n    {1}',
                    '=== "{0}"\n\n    {1}',
                    "A.[^n]\n\n[^n]: {0}",
                    "- [x] {0}",
                ),
                *("<!-- {0} -->", "[ref]: x.md", "* * *", "| a | b |\n| --- | :-: |\n| ROK | U.S. |"),
                "<figure markdown>\n![{0}](x.png)\n<figcaption markdown>{1}</figcaption>\n</figure>",
            ]
        ),
        LINE,
        LINE,
    ).map(lambda three: three[0].format(three[1], three[2])),
)
DOCUMENT = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)
