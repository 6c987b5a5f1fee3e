"""What withdrawals raise."""


class WithdrawalRefused(Exception):
    """Nothing was declared, and nothing written. The message is a sentence for whoever asked."""


class ActionNotAllowed(Exception):
    """The withdrawal's state doesn't allow this action to this role: see `commerce.withdrawal.states.TRANSITIONS`."""

    def __init__(self, withdrawal, action, role):
        super().__init__(f"{withdrawal.number} is {withdrawal.state}: {action} is not for {role}.")
