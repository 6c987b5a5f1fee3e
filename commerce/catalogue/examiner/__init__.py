"""Judges a picture by the house's three rules: good resolution, the whole article in frame, a white ground.

Pure functions over pixels: no Django, no files, no words. What each verdict means to a person, and how often it is
right, is in docs/pictures.md.
"""

from commerce.catalogue.examiner.examine import examine
from commerce.catalogue.examiner.findings import Finding, Mark, Rule, Verdict

__all__ = ["Finding", "Mark", "Rule", "Verdict", "examine"]
