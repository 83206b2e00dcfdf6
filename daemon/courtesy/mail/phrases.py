"""The phrases by which mail programs, mailing systems and people frame what they write, in many languages.

Data for mail.quotes, mail.signature, mail.footer and mail.origin. What is read (sentences, dates, people) has its
phrases in config/reading; these belong to the form of a mail. A further language is a row more.
"""


def _phrases(rows: str) -> tuple[str, ...]:
    """Return phrases that are set apart by semicolons."""
    return tuple(phrase.strip() for phrase in rows.replace("\n", " ").split(";") if phrase.strip())


def _pattern(rows: str) -> str:
    """Return alternatives of a regular expression that are set apart by bars, or by line ends."""
    return "|".join(row.strip() for row in rows.strip().split("\n"))


def _words(rows: str) -> frozenset[str]:
    """Return words that are set apart by white space."""
    return frozenset(rows.split())


# The names of header fields as mail programs write them above a quotation, by the part they play.
FIELDS = {
    "from": _phrases("""
        from; von; de; da; van; fra; från; od; lähettäjä; от; від; expéditeur; remitente; mittente;
        afzender; absender; nadawca; feladó; gönderen; kimden; 差出人; 发件人; 寄件者; 보낸사람; từ;
        dari; expeditor; odesílatel; από; 보낸 사람
    """),
    "date": _phrases("""
        date; sent; datum; gesendet; envoyé; envoyée; fecha; enviado; data; inviato; verzonden; sendt; dato;
        skickat; wysłano; odesláno; lähetetty; päiväys; päivämäärä; дата; отправлено;
        надіслано; 日時; 送信日時; 发送时间; 日期; 时间; tarih; gönderildi; 날짜; elküldve;
        dátum; trimis; ημερομηνία; gesendet am; envoyé le; enviado el; enviado em; enviada em;
        data invio; 보낸 날짜; date sent; sent on; date d'envoi
    """),
    "to": _phrases("""
        to; an; à; a; para; aan; till; til; do; komu; vastaanottaja; кому; 宛先; 收件人; 收件者; kime;
        받는사람; címzett; către; destinataire; destinatario; prima; προς; 받는 사람
    """),
    "subject": _phrases("""
        subject; betreff; objet; asunto; oggetto; onderwerp; assunto; emne; ämne; temat; předmět; aihe; тема;
        件名; 主题; 主旨; konu; 제목; tárgy; subiect; θέμα
    """),
    "other": _phrases("""
        cc; kopie; copie; copia; kopia; kopio; bcc; reply-to; копия; 抄送; importance; priority; wichtigkeit;
        répondre à; antwort an
    """),
}

# How people begin.
SALUTATIONS = _pattern(r"""
    hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|sehr|guten|moin|servus|beste|bonjour|salut
    chère?|cher|madame|monsieur|hola|estimad[oa]|ciao|gentile|olá|car[oa]|prezad[oa]|hej|hei|szanown\w{1,3}
""")

# What stands before the name of somebody who signs for others.
ON_BEHALF = _pattern(r"""
    i\. ?[av]\.|im auftrag|ppa\.?|p\.? ?[po]\.?|pour|für|for and on behalf of|on behalf of
""")

# Words of names that are written small.
PARTICLES = _words("von van der den de del della di da dos das du la le el al bin ibn ben zu zur ter ten und y e af av")

# Words beside a name that are no part of it.
TITLES = _words("""
    dr prof professor mr mrs ms miss mx sir dame phd md mba esq jr sr ing dipl mag herr frau the via he they she him her
    them
""")

# Words for what people are.
JOBS = _pattern(r"""
    director|manager|head|officer|recruiter|coordinator|chair|chairperson|dean|president|partner|lead|chef
    engineer|professor|secretary|assistant|consultant|advis[eo]r|specialist|administrator|registrar|founder
    co-founder|ceo|cto|coo|cfo|owner|supervisor|principal|superintendent|generalist|leiter(?:in)?
    referent(?:in)?|personalreferent(?:in)?|geschäftsführer(?:in)?|inhaber(?:in)?|responsable|directeur
    directrice|gérante?|chargée?|assistante?|coordinatrice|recruteuse|recruteur|gerente|directora?|jefe|jefa
    direttore|direttrice|responsabile
""")

# Words in addresses of offices and machines.
ROLES = _words("""
    reply noreply donotreply mail email info contact hello hi team jobs job careers career karriere talent recruiting
    recruitment hr people admin office support service notifications notification alerts alert
    news newsletter messages message invitations
    bewerbung personal rh rrhh admissions registrar
""")

# How people take leave.
SIGN_OFFS = _pattern(r"""
    ngā mihi|nga mihi|aroha|le meas|le gach|salutacions|lep pozdrav|srdačan|pagarbiai|ar cieņu
    lugupidamisega|terima kasih|salam|salamat|dhanyavad|mit kollegial|hochachtung
    best|regards|kind|kindest|warm|warmest|warmly|kindly|sincere|sincerely|yours|respectfully|cordially|thanks
    thank you|thankfully|thx|tks|ty\b|ta\b|cheers|love\b|xo|hugs|gratitude|gratefully|appreciation|rgds|regs\b|br\b
    kr\b|bw\b|brgds|take care|talk (?:soon|then|to)|speak (?:soon|then)|see you|until (?:then|soon)|looking forward
    look forward|fingers crossed|good luck|onward|bye\b|so long|all good wishes|good wishes
    have a (?:great|good|lovely|nice)|enjoy (?:your|the)|safe travels|a good (?:weekend|week)
    happy (?:friday|weekend)|excited|ever\b|faithfully|truly|hope to (?:hear|see)|in haste|namaste|peace\b|slán
    mit (?:freundlich|best|lieb|herzlich|viel|schön|sonnig|kolleg|nett)|freundliche|beste[nr]?\b|viele|liebe\b
    liebe$|lieben\b|herzlich|schöne grü|grüße|grüsse|grüezi|gruß|gruss|gruesse|hochachtungsvoll
    bis (?:dann|bald|morgen|später|montag|dienstag|mittwoch|donnerstag|freitag|nächste|dahin)|danke|vielen dank
    besten dank|alles (?:gute|liebe)|ihre?\b|deine?\b|euer|lg\b|vg\b|mfg\b|vlg\b|bg\b|hg\b|ciao|tschüss|servus
    schönen (?:tag|abend|gruß)|ein schönes|einen schönen|(?:bien |très |trés )?cordialement|cdt\b
    bien à (?:vous|toi)|bien sincèrement|sincèrement
    (?:sincères |meilleures |mes |cordiales |chaleureuses |respectueuses ){0,3}salutations
    bonne (?:journée|soirée|fin|continuation|semaine|réception)|bon (?:week|courage)|belle (?:journée|soirée)
    à (?:bientôt|très|plus|demain|tout|lundi|mardi|mercredi|jeudi|vendredi|vous lire)|amitiés|amicalement|bises
    bisous|merci|respectueusement
    (?:je vous prie|veuillez|nous vous prions).{0,20}(?:agréer|recevoir|croire|accepter)|dans l['’]attente
    au plaisir|saludos|un (?:cordial |afectuoso )?(?:saludo|abrazo)|reciba|atentamente|atte\b|gracias|muchas gracias
    cordiali|cordialmente|distinti|saluti|un saluto|grazie|a presto|buona giornata|atenciosamente|att\b|cumprimentos
    (?:com os )?melhores|abraço|obrigad[oa]|met (?:vriendelijke|hartelijke|beste)|vriendelijke|hartelijke|groet
    mvg\b|bedankt|med (?:vennlig|venlig|vänlig|bästa|beste)|vennlig|venlig|vänlig|bästa|hälsning|hilsen|mvh|vh\b
    terveisin|ystävällisin|parhain|pozdrawiam|z (?:poważaniem|wyrazami)|s (?:pozdravem|úctou)|serdecznie
    cu (?:stimă|respect|drag)|üdvözlettel|saygılar|iyi çalışmalar|с уважением|с наилучшими
    με εκτίμηση|敬具|よろしく|此致|敬礼
    祝好|顺颂|감사합니다
""")

# What telephones and programs put below a mail.
MOBILE = _pattern(r"""
    sent from (?:my |mobile|the |a |yahoo|proton|outlook|mail for|samsung|gmail|android)
    sent (?:via|with|using) (?:my |outlook|mail|superhuman|proton)|get (?:outlook|bluemail|mailbird) for
    sent with (?:proton|shortwave|spark)|von (?:meinem|unterwegs|mein) .{0,40}(?:gesendet|gesandt)
    gesendet (?:von|mit|aus)|diese nachricht wurde von .{0,40}gesendet|envoyé (?:de(?:puis)?|à partir de|avec)\b
    télécharger outlook|obtenez outlook|enviado (?:desde|do|a partir|de)\b|obtener outlook|inviato (?:da|dal)\b
    verstuurd vanaf|verzonden (?:vanaf|met)|skickat från|sendt fra|lähetetty\b|wysłane z|wysłano z|odesláno z
    отправлено (?:с|из)|iphone(?:['’]?dan|から送信)|从我的|发自我的|send from my|typed on|on the go\b
""")

# The verb of an attribution line.
WROTE = _pattern(r"""
    wrote|writes|said|schrieb|schrieben|geschrieben|a écrit|écrit|écrivait|escribió|ha scritto|scrive|scrisse
    schreef|geschreven|escreveu|napisał|napisała|napisał\(a\)|pisze|skrev|skreiv|skriver|kirjoitti|napsala?
    napsal\(a\)|написала?|пишет|пише|ezt írta|írta|yazdı|a scris|έγραψε|menulis|đã viết|wrote in message
""")

# The line above a forwarded mail.
FORWARDED = _pattern(r"""
    forwarded (?:message|by\b.{0,80})|begin forwarded message
    (?:anfang der )?weitergeleitete[nr]? (?:nachricht|e-?mail)|(?:début du )?message (?:transféré|réexpédié)
    (?:inicio del )?mensaje reenviado|(?:inizio )?messaggio inoltrato|doorgestuurd(?:e)? bericht
    begin doorgestuurd bericht|mensagem (?:encaminhada|reencaminhada)|(?:início da )?mensagem reencaminhada
    (?:początek )?przekazan[ea]j? wiadomoś(?:ć|ci)|wiadomość przekazana|vidarebefordrat (?:meddelande|mejl)
    vidarebefordrat brev|videresendt? (?:melding|meddelelse|e-?post)|välitetty viesti|přeposlaná zpráva
    továbbított üzenet|mesaj redirecționat|iletilen ileti|пересылаемое сообщение|перенаправленное сообщение|转发的?邮件
    轉寄郵件|転送(?:された)?メッセージ|전달된 메시지
""")

# The line above the mail that is answered.
ORIGINAL = _pattern(r"""
    original (?:message|appointment|e-?mail)|original-nachricht|ursprüngliche (?:nachricht|e-?mail|mail)
    ursprünglicher termin|originalnachricht|message (?:d['’]origine|original|initial)|mensaje original
    messaggio originale|oorspronkelijk bericht|mensagem original|(?:oryginalna )?wiadomość (?:oryginalna)?
    ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|alkuperäinen viesti|původní zpráva
    eredeti üzenet|исходное сообщение|原始邮件|邮件原件|元のメッセージ|원본 메[시일]지?
""")

# Subjects of bounces and absence notices.
AUTOMATIC = _pattern(r"""
    automatic reply|auto[- ]?reply|auto(?:matic)? response|autoreply|out of (?:the )?office|undeliver
    delivery (?:status|failure|has failed)|failure notice|returned mail|mail delivery|abwesenheit
    automatische antwort|unzustellbar|réponse automatique|absence|non remis|respuesta automática|risposta automatica
    automatisch antwoord|resposta automática|odpowiedź automatyczna|autosvar|automatiskt svar|read:|not read:
    gelesen:|lu\s?:
""")

# One of these is enough for a notice of confidentiality.
NOTICES = _phrases("""
    views expressed are; views expressed in this; opinions expressed in this;
    intended recipient; named recipient; named addressee; intended addressee; not the addressee;
    confidentiality notice; disclaimer:; in error, please; in error please; in error and;
    received this email in error; received this e-mail in error; received this message in error;
    received this communication in error; received it in error; reached you in error; consider the environment;
    think before you print; before printing this; legally privileged; for the sole use of;
    nicht der richtige adressat; nicht der beabsichtigte; nicht der vorgesehene; nicht der richtige empfänger;
    nicht für sie bestimmt; irrtümlich erhalten; unbefugte weitergabe; unerlaubte kopieren;
    ausschließlich für den adressaten; denken sie an die umwelt; par erreur; à l'intention exclusive; usage exclusif;
    destinataire de ce message; pensez à l'environnement; n'imprimez; por error; exclusivamente a su destinatario;
    destinatario indicado; antes de imprimir; per errore; esclusivamente al destinatario; por engano;
    exclusivamente ao destinatário; uitsluitend bestemd; ten onrechte; abusievelijk; niet de geadresseerde;
    wiadomość jest poufna; omyłkowo; av misstag; ved en feil; ved en fejl; erehdyksessä;
""")

# Three of these are.
HINTS = _phrases("""
    intended solely; intended only; intended for the; intended exclusively; contain confidential; be confidential;
    is confidential; are confidential; strictly confidential; privileged; confidential information; unauthorised;
    unauthorized; strictly prohibited; delete it; delete this; notify the sender; notify us; inform the sender;
    attachments; do not copy; disclose; virus; views expressed; opinions expressed; vertraulich; rechtlich geschützt;
    informieren sie; vernichten; löschen; adressat; confidentiel; pièces jointes; destinataire; détruire; supprimer;
    confidencial; destinatario; destinatário; eliminar; riservat; confidenzial; allegati; vertrouwelijk;
    geadresseerde; verwijder; bijlagen; poufn; adresat; konfidentiell; fortrolig;
""")

# Every notice holds one of these; most mail holds none.
STEMS = _phrases("""
    confiden; error; recipien; addressee; privileg; environment; disclaim;  print; sole use; vertraul; adressat;
    empfänger; für sie best; irrtüm; unbefugt; umwelt; erreur; destinat; exclusi; riservat; engano; imprim; bestemd;
    onrechte; vertrouw; poufn; omyłk; misstag; fortrol; konfident; ved en fe; erehd; virus;
""")

# Footers of mailing systems.
SYSTEM = _phrases("""
    unsubscribe; opt out of; opt-out; manage notification; manage your notification; manage your email;
    manage your subscription; manage preferences; manage your preferences; email preferences; e-mail preferences;
    update your preferences; notification settings; communication preferences; you are receiving; you're receiving;
    you receive this; you received this; you are getting this; you're getting this; this email was sent;
    this e-mail was sent; this message was sent; this notification was sent; this email has been sent;
    this e-mail has been sent; this message has been sent; this email was intended; this message was intended;
    this email is sent; this message is sent; this is an automated; this is an automatic; automatically generated;
    auto-generated; generated automatically; sent automatically; in your browser; in a browser; in browser;
    powered by; copyright ©; © 20; (c) 20; all rights reserved; privacy policy; privacy notice; terms of use;
    terms of service; to stop receiving; address book; follow us on; having trouble viewing; abmelden; abbestellen;
    diesen newsletter; automatisch generiert; automatisch erstellt; automatisch erzeugt; automatisch versandt;
    wurde automatisch; im browser; datenschutz; impressum; se désabonner; désinscri; vous recevez ce;
    message automatique; mentions légales; dans votre navigateur; darse de baja; cancelar suscripción;
    cancelar la suscripción; en su navegador; cancellati; annulla l'iscrizione; afmelden; uitschrijven;
    niet antwoorden op dit; in uw browser; descadastr; cancelar inscrição; wypisz się; avregistrera; avmeld;
    sent via; gesendet über;
""")

# Footers that ask for no reply.
REPLIES = _phrases("""
    do not reply; don't reply; do not respond to this; cannot reply to this; can't reply to this; replies to this;
    replies will not; no-reply address; unattended mailbox; unmonitored; not monitored; isn't monitored; send-only;
    nicht auf diese e-mail; nicht auf diese nachricht; nicht auf diese mail; ne pas répondre; no responda a este;
    non rispondere a questa; niet reageren op dit; não responda; nie odpowiada;
""")

# What the law wants named below a letter.
LEGAL = _pattern(r"""
    geschäftsführ|amtsgericht|handelsregister|hrb ?\d|ust-?id|vorstand(?:svorsitz\w{0,5})?:|aufsichtsrat
    sitz der gesellschaft|registergericht|registered (?:in|office|company|charity|address)|company (?:no|number|reg)\b
    charity (?:no|number)|vat (?:no|reg|number)|authorised and regulated|siret|rcs \w|capital social|p\.? ?iva|kvk
    equal opportunit
""")

# What systems put above a mail.
WARNINGS = _pattern(r"""
    \W{0,4}(?:caution|external|warning|attention|achtung|extern)\W.{0,40}(?:external|outside|e-?mail|sender|extern)
    \W{0,2}\[external\]|this (?:e-?mail|message) (?:originated|came|comes|was sent) from (?:an? )?(?:outside|external)
    you don['’]t often get (?:e-?mail|email) from|(?:e-?mail|newsletter|mail) im browser
    having trouble (?:viewing|reading)
    view (?:this (?:e-?mail|message)|it)? ?(?:in|on) (?:your|a|the) (?:web )?browser
""")
