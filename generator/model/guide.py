"""Guides: what to do (content/guides)."""

from generator.model.base import Entry, Frozen
from generator.model.fields import Line, Lines, LooseLines, Prose, Proses, Source
from generator.model.times import Day


class GuideTranslation(Frozen):
    """A guide in another language."""

    title: Line
    summary: Prose | None = None
    before: Proses = ()
    during: Proses = ()
    after: Proses = ()
    never: Proses = ()
    audience: Lines = ()


class GuideTranslations(Frozen):
    """The languages beside Chinese."""

    en: GuideTranslation | None = None
    ja: GuideTranslation | None = None
    ko: GuideTranslation | None = None


class Guide(Entry):
    """What to do before, during and after; ``hazard`` is absent in one for any danger."""

    title: Line
    hazard: Line | None = None
    summary: Prose | None = None
    before: Proses = ()
    during: Proses = ()
    after: Proses = ()
    never: Proses = ()
    call: LooseLines = ()
    audience: LooseLines = ()
    reviewed: Day | None = None
    sources: tuple[Source, ...] = ()
    translations: GuideTranslations = GuideTranslations.model_construct()
