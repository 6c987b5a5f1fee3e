"""What is in trouble is named for people, whatever key it has."""

import pytest

from commerce.settlement import reserve, watch
from commerce.settlement.incident_words import in_words
from commerce.settlement.models import Incident


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("payin:100012", "Paiement 100012"),
        ("payin:refund:VO-100012-1:1", "Remboursement VO-100012-1:1"),
        ("release:VO-100012-1", "Libération VO-100012-1"),
        (reserve.SHORTAGE, "Réserve insuffisante"),
        (f"{watch.DIFFERENCE}2026-11-30", "Écart avec Mangopay 2026-11-30"),
        (f"{watch.MISSING}:2026-11-30", "Rapprochement impossible 2026-11-30"),
        (watch.MISSING, "Rapprochement impossible"),
        ("chargeback:card:subscription:1", "Paiement d’artisan contesté subscription:1"),
        ("dispute-deadline:dispute_m_1", "Litige bancaire à contester dispute_m_1"),
        ("erased:profile::7", "Étape «\u00a0erased profile::7\u00a0»"),
        ("", "Étape «\u00a0\u00a0»"),
    ],
)
def test_a_subject_in_words(subject, words):
    assert Incident(subject=subject).title == in_words(subject) == words
