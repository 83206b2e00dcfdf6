"""Base pay as mail writes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courtesy.reading import money, pay, place
from reading import offer_mail
from reading.test_deadline import OFFERS, of


def paid(body, language="en", **given_mail):
    one = offer_mail.mail(body, **given_mail)
    hints = place.guess(one, offer_mail.DATES.atlas, language=language)
    found = pay.find(offer_mail.sentences(one), one, offer_mail.PAY, hints=hints)
    return f"{found.amount:g} {found.currency} {found.period}" if found else None


@pytest.mark.parametrize("row", OFFERS, ids=lambda row: row["id"])
def test_an_offer_names_its_base_pay(row):
    want = of(row, "pay")
    if want:
        amount, rest = want.split(" ", 1)
        want = f"{float(amount):g} {rest}"
    assert paid(row["body"], row.get("lang", "en"), date=row["date"], attachment=row.get("attachment", "")) == want


NUMBERS = [
    ("68.500 €", 68500),
    ("29 400 €", 29400),
    ("CHF 4'500.50", 4500.5),
    ("INR 12,00,000", 1200000),
    ("18 LPA", 1800000),
    ("Rs. 9.6 lakhs", 960000),
    ("2 crore", 20000000),
    ("$165k", 165000),
    ("47.600,- EUR", 47600),
    ("17,50 €", 17.5),
    ("£12.60", 12.6),
    ("EUR 4 312.60", 4312.6),
    ("1,450,000 NOK", 1450000),
]


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_a_number_is_read_in_every_style(written, value):
    assert [one.value for one in money.find(written, offer_mail.PAY.money)] == [value]


PAYS = [
    ("Base salary: $92,000. Signing bonus: $10,000.", "92000 USD year"),
    ("You would be on £13.10 an hour plus tips.", "13.1 GBP hour"),
    ("Your gross annual salary is € 54.000 (13 x € 4.153,85).", "54000 EUR year"),
    ("Das Jahresgehalt beträgt 61.200 Euro brutto.", "61200 EUR year"),
    ("Un salaire brut mensuel de 2 310 €.", "2310 EUR month"),
    ("We can do 96 base, up from 91.", "96000 USD year"),
    ("The salary moves from $91,000 to $96,000.", "96000 USD year"),
    ("48k statt 45k fix.", "48000 USD year"),
    ("Day rate £320, six weeks.", "320 GBP day"),
    ("Head of Training, $81,000.", "81000 USD year"),
    ("Total compensation $200,000 (base $140,000).", "140000 USD year"),
    ("It is 980 a week and your board.", "980 USD week"),
    ("$39 an hour, 44 hours guaranteed.", "39 USD hour"),
    ("$29.40/hr on a 48 hour guarantee.", "29.4 USD hour"),
    ("The salary is a hundred and twelve thousand dollars.", "112000 USD year"),
    ("Sixty-one thousand euro and a van.", "61000 EUR year"),
    ("£17.60 an hour (that's about 36k).", "17.6 GBP hour"),
    ("Salary $7,400 (now $6,900), grade M2.", "7400 USD month"),
    ("I can come up to $88,000 on the base from the 83 in your letter.", "88000 USD year"),
    ("You'd be on a CTC of INR 17,25,000.", "1.725e+06 INR year"),
    ("Annual CTC INR 17,25,000, of which fixed INR 14,00,000.", "1.4e+06 INR year"),
    ("1.980 € netto im Monat, Kost und Logis frei.", "1980 EUR month"),
    ("Monatsbezug brutto: EUR 4.480,00, 14-mal jährlich.", "4480 EUR month"),
    ("Basic salary: OMR 640.", "640 OMR month"),
    ("Basic salary: KWD 900 per month; housing KWD 300.", "900 KWD month"),
]


@pytest.mark.parametrize(("sentence", "want"), PAYS)
def test_base_pay_is_told_from_what_stands_beside_it(sentence, want):
    assert paid(sentence) == want


NO_PAY = [
    "The relocation allowance is $5,000.",
    "You will get a sign-on bonus of $20,000.",
    "RSUs worth $120,000 over four years.",
    "The range for the role is $80,000 to $95,000.",
    "We raised a round of $12 million.",
    "You are currently on £38,000.",
    "There are 1,200 employees.",
    "Paid after 90 days.",
    "AED 15,000 shipping.",
    "Salary as per the union agreement, point 12.",
    "Call 555-0142.",
    "A learning budget of £1,500 a year.",
]


@pytest.mark.parametrize("sentence", NO_PAY)
def test_what_is_not_base_pay_is_let_alone(sentence):
    assert paid(sentence) is None


def test_a_dollar_is_the_senders():
    assert paid("The salary is $80,000.\n\nMeg\nToronto, Canada") == "80000 CAD year"
    assert paid("The salary is $80,000.\n\nMeg\n+61 2 5550 0100", date="2026-02-10T10:00:00+11:00") == "80000 AUD year"
    assert paid("The salary is $80,000.") == "80000 USD year"


def test_a_reckoning_of_net_pay_is_no_offer_of_pay():
    assert paid("See attached.", attachment="Net pay calculation\n\nGross monthly salary: $4,000") is None


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789.,' $€£kLCHFUSD%-+()abc\n", max_size=200))
def test_any_figures_are_read_without_failing(text):
    paid(text)


@pytest.mark.parametrize("piece", ["1,", "$5,000 ", "1,000,000,000,", "5-", "+1", "€ ", "1 "])
def test_a_long_run_of_figures_is_read_to_an_end(piece):
    paid(piece * (80_000 // len(piece)))
