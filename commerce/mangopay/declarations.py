"""Beneficial owners of a company, and identities verified on Mangopay's own page."""

from commerce.mangopay import connection
from commerce.mangopay.records import Judged


def declarations():
    """The declarations' desk of this process and thread."""
    return Declarations(connection.current())


class Declarations:
    """Declarations and hosted verifications. Methods raise Refused, OutcomeUnknown or Unavailable."""

    def __init__(self, door):
        self._door = door

    def open_declaration(self, user_id, *, key):
        """A declaration without people yet. Returns its id."""
        return self._door.make(f"/users/{user_id}/kyc/ubodeclarations", {}, key=key)["Id"]

    def find_open_declaration(self, user_id):
        """The id of the declaration that may still be changed, or None."""
        every = self._door.get(f"/users/{user_id}/kyc/ubodeclarations", per_page=100).body
        return next((each["Id"] for each in every if each["Status"] in ("CREATED", "INCOMPLETE")), None)

    def declaration(self, declaration_id):
        """A declaration as Mangopay knows it now."""
        return Judged.from_json(self._door.get(f"/kyc/ubodeclarations/{declaration_id}").body)

    def put_people(self, user_id, declaration, people):
        """Make these the people of an open declaration, whoever it named before, and ask for its validation."""
        path = f"/users/{user_id}/kyc/ubodeclarations/{declaration.id}"
        for number, person in enumerate(people):
            if number < len(declaration.people):
                self._door.put(f"{path}/ubos/{declaration.people[number]}", person.as_json())
            else:
                self._door.post(f"{path}/ubos", person.as_json())
        for left_over in declaration.people[len(people) :]:
            self._door.put(f"{path}/ubos/{left_over}", {"IsActive": False})
        self._door.put(path, {"Status": "VALIDATION_ASKED"})

    def begin_verification(self, user_id, *, return_url, key):
        """A page of Mangopay's on which the owner proves who they are: the Judged with its `hosted_url`."""
        return Judged.from_json(
            self._door.make(f"/users/{user_id}/identity-verifications", {"ReturnUrl": return_url}, key=key)
        )

    def verification(self, verification_id):
        """A hosted verification as it stands now."""
        return Judged.from_json(self._door.get(f"/identity-verifications/{verification_id}").body)
