"""Looking for pieces inside a form that is being filled in, without scripts: what was typed and ticked stays."""

LONGEST_WORDS = 80


class PieceSearch:
    """What one looks for: the words of a GET or POST, as typed too, and whether the POST asks to look, not to save.

    It does by its button, or by the Enter key after other words than those that were looked for; whoever presses the
    button that saves saves.
    """

    SAVE = "enregistrer"

    def __init__(self, request):
        sent = request.POST if request.method == "POST" else request.GET
        self.typed = sent.get("q", "")
        self.words = self.typed[:LONGEST_WORDS].replace("\0", "").strip()
        is_new = self.words != sent.get("cherche", "").strip()
        self.is_asked = request.method == "POST" and ("chercher" in sent or (is_new and self.SAVE not in sent))


def kept(form):
    """The bound form as it was typed, without being judged."""
    form.initial = {field.name: field.data for field in form}
    form.is_bound = False
    return form
