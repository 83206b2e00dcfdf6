"""What the sentences of a message do: who does what to whom, asserted or not.

Sentences come from reading.text; acts go on to reading.kind, and their names to casebook.fold.

The names are a stable vocabulary; which sentences perform them is data (config/reading/<language>/acts.toml).

An offer is extended
    extends               the sender, or whom they speak for, says that the owner may have the job
    verbal_offer          … summing up in writing what was said by word of mouth
    conditional           … subject to references, checks, a visa, approval
    tentative             … of a kind that a final offer will follow
    counter_offer         … by the present employer, to keep the owner
    internal_move         … of another post with the same employer
    alternative           … of another post than the one applied for
    for_client            … by an agency for its client ("they want you")
    esign_request         an e-sign service or hiring system asks to view or sign a document of hiring
    encloses_offer        a letter, contract or terms are enclosed, without saying more
    asks_answer           the owner is asked for a yes or no

An offer extended earlier
    refers_offer          speaks of an offer to the owner as already made ("the offer we sent")
    revises               changes its terms, or holds out other terms
    extends_deadline      gives more time
    shortens_deadline     gives less time
    keeps_deadline        says that the date stands
    reminds               asks where the owner stands
    rescinds              takes it back
    lapses                says that it has run out
    acknowledges_accept   has heard the owner's yes
    acknowledges_decline  has heard the owner's no
    explains_terms        answers questions on benefits, pay, contract
    paperwork             onboarding, contract, checks after an offer
    esign_completed       everybody has signed

An offer that is none (yet)
    in_prospect           offers will, may or would be made later
    to_others             an offer to somebody else
    other_offer           an offer of another thing: goods, house, loan, place to study, coffee
    reports_own           the sender tells of an offer made to the sender
    advertises            vacancies, newsletters, notices of a network

A no
    rejects               the owner will not have the job
    closes                the post itself is gone, filled or on hold
    keeps_on_file         … but may be thought of later
    reserve               second choice, waiting list

An interview
    invites_interview     asks the owner to a talk, a visit, a trial
    schedules             settles or asks for times
    confirms              confirms a time
    reschedules           moves it
    cancels_interview     cancels it
    assessment            a test, a case, a task to do at home
    asks_references       wants referees or proofs before a decision
    prepares              tells what to expect
    feedback              praises the owner in a live process, tells of the next step

An application
    receives_application  has received it
    status_update         it is being looked at, or waits
    asks_to_complete      it lacks something
    confirms_withdrawal   the owner has taken it back

Out of the blue
    pitches               a recruiter or founder proposes a job that the owner did not apply for

Between people
    hands_over            another person takes over
    thanks                thanks

Of the owner's own mail (Reading.own says what the whole does)
    accepts declines withdraws negotiates asks_time asks applies proposes_times accepts_time thanks gives_notice
"""
