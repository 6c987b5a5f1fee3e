"""Questions and answers as visitors read and search them, out of the blocks that editors fill."""

from dataclasses import dataclass, replace

from django.utils.html import strip_tags

from commerce.search.words import words


@dataclass(frozen=True)
class Question:
    """One question. `anchor` names it on a page of many, `url` is the page that it has to itself."""

    slug: str
    anchor: str
    url: str
    title: str
    answer: object

    @property
    def plain_answer(self):
        """The answer without markup, on one line."""
        return " ".join(strip_tags(str(self.answer).replace("<", " <")).split())


@dataclass(frozen=True)
class Section:
    title: str
    anchor: str
    audience: str
    questions: list[Question]


def sections_of(page):
    """The sections of an audience page, in the editor's order. Answers render when a template asks for them."""
    return [
        Section(
            title=block.value["title"],
            anchor=f"{page.slug}-rubrique-{number}",
            audience=page.title,
            questions=[_question(page, value) for value in block.value["questions"]],
        )
        for number, block in enumerate(page.sections, start=1)
    ]


def _question(page, value):
    slug = value["slug"]
    return Question(
        slug=slug,
        anchor=f"{page.slug}-{slug}",
        url=f"{page.url or '/'}{slug}/",
        title=value["question"],
        answer=value["answer"],
    )


def matching(sections, text):
    """The sections with only the questions that hold every word of `text`, whatever its accents, case and plurals."""
    wanted = words(text)
    found = [
        replace(section, questions=[question for question in section.questions if _holds(question, wanted)])
        for section in sections
    ]
    return [section for section in found if section.questions]


def _holds(question, wanted):
    said = words(f"{question.title} {question.plain_answer}")
    return all(any(word.startswith(start) for word in said) for start in wanted)


def structured_data(sections):
    """Schema.org's FAQPage of these questions, to be written as JSON."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.title,
                "acceptedAnswer": {"@type": "Answer", "text": question.plain_answer},
            }
            for section in sections
            for question in section.questions
        ],
    }
