from courtesy.mail import parse
from courtesy.reading import gate
from reading import mails

LONG = "The weather has been fine and the hedges are cut. " * 80


def passes(mail, known) -> bool:
    return gate.passes(mail, known.gate, known.domains, mails.OWNER)


def test_a_short_mail_to_the_owner_is_always_read(known):
    assert passes(mails.mail("boiler burst, can we say Friday?"), known)


def test_a_long_mail_without_a_trace_of_hiring_is_let_go(known):
    assert not passes(mails.mail(LONG), known)


def test_a_long_mail_with_an_offer_deep_in_it_is_read(known):
    assert passes(
        mails.mail(LONG + "I offer you the position; the salary is the one that we named in the interview."), known
    )


def test_a_magazine_with_a_word_of_hiring_here_and_there_is_let_go(known):
    page = "The weather has been fine and the hedges are cut. " * 40
    body = page.join(
        ["The position of the moon.", "A salary is salt money.", "Contract bridge.", "We interview a poet."]
    )
    assert not passes(mails.mail(body), known)


def test_an_offer_in_an_attachment_alone_is_read(known):
    contract = "Employment contract. Position: Miller. Salary: 30,000. The employer and the employee agree."
    assert passes(mails.mail(LONG, attached={"Contract.pdf": contract}), known)


def test_mass_mail_needs_more(known):
    body = "The bakery has new opening hours. Our new job board is open as well, apply today."
    assert passes(mails.mail(body), known)
    assert not passes(mails.mail(f"{LONG[:400]}\n{body}", bulk=True), known)


def test_what_a_machine_acknowledges_in_few_words_is_read(known):
    body = "Ihre Bewerbung als Kranführerin ist eingegangen. Wir prüfen Ihre Unterlagen."
    assert passes(mails.mail(body, subject="Eingangsbestätigung", automatic=True, bulk=True), known)
    assert not passes(mails.mail(f"{LONG[:900]}\n{body}", automatic=True, bulk=True), known)


def test_what_a_hiring_system_sends_is_always_read(known):
    assert passes(mails.mail("Hello.", sender="Acme <no-reply@us.greenhouse-mail.io>", bulk=True), known)


def test_a_file_that_is_no_mail_is_let_go(known):
    text = "The company may offer you a position. Salary, employment, contract, interview, candidate. " * 3
    assert not gate.passes(parse.parse(text.encode()), known.gate, known.domains, mails.OWNER)
