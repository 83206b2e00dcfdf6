import pytest

from courtesy.reading import read
from reading import mails


@pytest.mark.parametrize(
    ("body", "want"),
    [
        ("Thank you, I am delighted to accept the position. The signed letter is attached.", "accept"),
        ("I'm sorry, but I have decided to decline your offer. I'm staying where I am.", "decline"),
        ("Please withdraw my application, I have taken another job.", "decline"),
        ("Could I have until Monday to decide?", "ask_time"),
        ("Is there any room on the base salary? I was hoping for £35k.", "negotiate"),
        ("Please find attached my CV and application for the post of Miller.", "apply"),
        ("Tuesday at 10 works for me, see you then.", "schedule"),
        ("Thank you for taking the time to meet me yesterday, I really enjoyed it.", "thanks"),
        ("Leider muss ich Ihr Angebot ablehnen, ich habe mich für eine andere Stelle entschieden.", "decline"),
        ("J'accepte votre proposition avec grand plaisir.", "accept"),
    ],
)
def test_what_the_owner_s_own_mail_does_is_told(body, want, known):
    mail = mails.mail(
        body,
        sender="Jo Vale <jo.vale@mailbox.example>",
        subject="Re: Miller",
        to=(mails.address.Address("", "ann@northmill.example"),),
    )
    assert read.wake(mail, mails.OWNER, known).own == want
