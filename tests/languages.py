"""Small made-up projects in other languages: a statement to import, and two entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.projects import invoke

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
site_name: {title}
site_url: https://example.org/annotated/
theme: {{name: material, font: false}}
plugins: [generator]
extra_css: [assets/edition.css]
extra_javascript: [{{path: assets/edition.js, defer: true}}]
"""
ENTRY = """\
---
name: {name}
kind: {kind}
theme: a
definition: {text} [^s1]
status: {text} [^statement]
since: 2019-04
sources:
  - {{id: s1, title: {name}, publisher: Example, kind: primary, url: "https://example.org/{slug}", language: {language}}}
---

{text} [^s1]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A statement and what an edition of it has."""

    language: str
    title: str
    paragraphs: tuple[str, ...]
    themes: tuple[str, str]
    kind: str
    council: str
    """A name that stands with particles or prefixes in the text."""
    fund: str
    text: str
    """What entries say."""

    def make(self, folder: Path) -> Path:
        """Import the statement from a web page, and write the entries."""
        (folder / "docs" / "glossary").mkdir(parents=True)
        (folder / "mkdocs.yml").write_text(CONFIG.format(title=self.title), encoding="utf-8")
        body = "".join(f"<p>{text}</p>" for text in self.paragraphs)
        html = f'<html lang="{self.language}"><body><main><h1>{self.title}</h1>{body}</main></body></html>'
        (folder / "text.html").write_text(html, encoding="utf-8")
        options = ("--date", "2031-05-20", "--party", "Alba", "--language", self.language)
        assert invoke(folder, "import", "text.html", *options).exit_code == 0
        statement = folder / "source" / "statement.md"
        themes = "themes:\n" + "".join(f"  {key}: {label}\n" for key, label in zip("ab", self.themes, strict=True))
        words = statement.read_text(encoding="utf-8")
        statement.write_text(re.sub(r"themes:\n(?:  .*\n)+", themes, words), encoding="utf-8")
        for slug, name in (("council", self.council), ("fund", self.fund)):
            entry = ENTRY.format(name=name, kind=self.kind, text=self.text, slug=slug, language=self.language)
            (folder / "docs" / "glossary" / f"{slug}.md").write_text(entry, encoding="utf-8")
        return folder


SAMPLES = {
    sample.language: sample
    for sample in (
        Sample(
            language="ja",
            title="アルバ・ボレアリア共同声明",
            paragraphs=(
                "両国の首脳は、北海港湾評議会の第三回会合を歓迎した。双方は灯台基金への拠出を増やすことで一致した。",
                "北海港湾評議会は、来年も港湾の安全について議論する。首脳は評議会の活動を支持した。",
            ),
            themes=("安全保障", "安全協力"),
            kind="会議",
            council="北海港湾評議会",
            fund="灯台基金",
            text="両国の港湾当局が集まる会議。",
        ),
        Sample(
            language="ko",
            title="알바·보레알리아 공동성명",
            paragraphs=(
                "양국 정상은 북해항만협의회의 제3차 회의를 환영하였다. 양측은 등대기금에 대한 출연을 늘리기로 합의하였다.",
                "북해항만협의회는 내년에도 항만 안전을 논의할 것이다. 정상들은 협의회의 활동을 지지하였다.",
            ),
            themes=("안보", "안보협력"),
            kind="회의",
            council="북해항만협의회",
            fund="등대기금",
            text="양국 항만 당국이 모이는 회의.",
        ),
        Sample(
            language="ar",
            title="البيان المشترك لألبا وبورياليا",
            paragraphs=(
                "رحب قادة البلدين بالاجتماع الثالث ومجلس الموانئ الشمالي. واتفق الجانبان على زيادة المساهمات في صندوق المنارات.",
                "سيواصل مجلس الموانئ الشمالي مناقشة سلامة الموانئ في العام المقبل.",
            ),
            themes=("الأمن", "الاقتصاد"),
            kind="مجلس",
            council="مجلس الموانئ الشمالي",
            fund="صندوق المنارات",
            text="اجتماع لسلطات الموانئ في البلدين.",
        ),
    )
}
