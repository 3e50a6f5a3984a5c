import pytest


@pytest.fixture
def letters(run_followups, mailoutbox):
    """letters() gives those sent so far, once the follow-up work is done."""

    def sent():
        run_followups()
        return mailoutbox

    return sent
