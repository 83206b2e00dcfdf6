import pytest

from courtesy.reading import fraud, text
from reading import mails


def signals(body: str, known, **more) -> set[str]:
    mail = mails.mail(body, **more)
    return {one.evidence.rule for one in fraud.suspect(mail, text.sentences(mail), known.fraud, known.domains)}


@pytest.mark.parametrize(
    ("written", "signal"),
    [
        ("Please pay the refundable processing fee of £90 to our agent.", "money_asked"),
        ("A check will be mailed to you; deposit it and forward the balance.", "cheque"),
        ("Buy five gift cards and send me the codes.", "gift_cards"),
        ("The interview will hold on Telegram.", "chat_interview"),
        ("Send us your bank account number.", "bank_details"),
        ("Receive parcels at home, put on new labels and forward them.", "goods_forwarded"),
        ("Kindly note that no interview is required.", "no_process"),
        ("Überweisen Sie vorab die Gebühr von 50 €.", "money_asked"),
    ],
)
def test_each_signal_is_told_with_its_sentence(written, signal, known):
    assert signal in signals(written, known)


@pytest.mark.parametrize(
    "written",
    [
        "You never pay a fee to us; anybody who asks for one is a fraud.",
        "We pay for your uniform and your flight.",
        "Beware of scams: we never ask for bank details by mail.",
        "Please bring your passport on your first day.",
    ],
)
def test_a_warning_of_fraud_is_none(written, known):
    assert not signals(written, known)


def test_a_company_that_writes_from_a_free_address_is_told_beside_other_signals(known):
    body = "Pay the visa fee of $90 to our agent."
    assert "free_sender_claims_company" in signals(body, known, sender="Acme Hiring Team <acme.hr@gmail.com>")
    assert not signals("You have the job, see you Monday.", known, sender="Acme Hiring Team <acme.hr@gmail.com>")


def test_a_domain_that_looks_like_a_vendor_s_is_told_by_itself(known):
    assert "mimics_vendor" in signals("Please sign.", known, sender="Sign <a@docuslgn-mail.example>")
    assert not signals("Please sign.", known, sender="Sign <a@docusign.net>")
