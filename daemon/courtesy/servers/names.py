"""Well-known names of mailboxes, for servers that do not say what a mailbox is for (RFC 6154).

As the usual clients and providers name them, in their users' languages; compared without regard to case.
"""

DRAFTS = (
    "Drafts", "Draft", "Draft Messages",
    "Entwürfe", "Entwurf",                                  # de
    "Brouillons", "Brouillon",                              # fr
    "Borradores", "Borrador",                               # es
    "Rascunhos", "Rascunho",                                # pt
    "Bozze", "Bozza",                                       # it
    "Concepten", "Klad", "Kladversies",                     # nl
    "Utkast",                                               # sv, no
    "Kladder", "Udkast",                                    # da
    "Luonnokset",                                           # fi
    "Szkice", "Wersje robocze", "Kopie robocze", "Robocze", # pl
    "Koncepty", "Rozepsané", "Rozpracované",                # cs, sk
    "Piszkozatok", "Vázlatok",                              # hu
    "Ciorne", "Schițe",                                     # ro
    "Чернови",                                              # bg
    "Черновики",                                            # ru
    "Чернетки",                                             # uk
    "Πρόχειρα",                                             # el
    "Taslaklar",                                            # tr
    "Esborranys",                                           # ca
    "Osnutki", "Nacrti", "Skice",                           # sl, hr, sr
    "טיוטות",                                               # he
    "مسودات", "المسودات",                                   # ar
    "下書き",                                               # ja
    "草稿", "草稿箱", "草稿匣", "寄件草稿",                 # zh
    "임시보관함", "임시 보관함",                            # ko
    "Bản nháp", "Thư nháp",                                 # vi
    "Draf", "Konsep",                                       # id
    "ร่างจดหมาย",                                           # th
)  # fmt: skip

SENT = (
    "Sent", "Sent Items", "Sent Messages", "Sent Mail", "Sent-Mail",
    "Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten",  # de
    "Envoyés", "Éléments envoyés", "Messages envoyés", "Courrier envoyé", "Courriers envoyés",  # fr
    "Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado",  # es
    "Itens enviados", "Enviadas", "E-mails enviados", "E-mail enviado", "Mensagens enviadas",  # pt
    "Inviata", "Inviati", "Posta inviata", "Elementi inviati", "Messaggi inviati",  # it
    "Verzonden", "Verzonden items", "Verzonden berichten",  # nl
    "Skickat", "Skickade objekt", "Skickade", "Skickade meddelanden",  # sv
    "Sendt", "Sendte elementer", "Sendt post", "Sendte e-poster", "Sendte",  # da, no
    "Lähetetyt", "Lähetetyt viestit", "Lähetetyt kohteet",  # fi
    "Wysłane", "Elementy wysłane", "Wysłane wiadomości",    # pl
    "Odeslané", "Odeslaná pošta", "Odoslané", "Odoslaná pošta",  # cs, sk
    "Elküldött", "Elküldött elemek", "Elküldött üzenetek", "Elküldött levelek",  # hu
    "Trimise", "Elemente trimise", "Mesaje trimise",        # ro
    "Изпратени",                                            # bg
    "Отправленные", "Исходящие",                            # ru
    "Надіслані", "Відправлені",                             # uk
    "Απεσταλμένα", "Απεσταλμένα μηνύματα",                  # el
    "Gönderilmiş", "Gönderilmiş Öğeler", "Gönderilenler", "Gönderilmiş Postalar",  # tr
    "Enviats",                                              # ca
    "Poslano", "Poslane poruke", "Послате",                 # sl, hr, sr
    "פריטים שנשלחו", "נשלח", "דואר יוצא",                   # he
    "المرسلة", "البريد المرسل", "العناصر المرسلة",          # ar
    "送信済み", "送信済みアイテム", "送信済みメール",       # ja
    "已发送", "已发送邮件", "已发邮件", "寄件備份", "已傳送的郵件",  # zh
    "보낸편지함", "보낸 편지함",                            # ko
    "Thư đã gửi", "Đã gửi",                                 # vi
    "Terkirim",                                             # id
)  # fmt: skip

ARCHIVE = (
    "Archive", "Archives", "All Mail",
    "Archiv", "Alle Nachrichten",                           # de, cs, sk
    "Tous les messages",                                    # fr
    "Archivo", "Archivos", "Todos",                         # es
    "Arquivo", "Arquivos", "Arquivo morto", "Todos os e-mails", "Todo o correio",  # pt
    "Archivio", "Archiviati", "Tutti i messaggi",           # it
    "Archief", "Alle berichten",                            # nl
    "Arkiv", "Alla mail",                                   # sv, da, no
    "Arkisto",                                              # fi
    "Archiwum", "Wszystkie",                                # pl
    "Archívum",                                             # hu
    "Arhivă", "Arhiva",                                     # ro, sr, hr
    "Архив",                                                # bg, ru
    "Архів",                                                # uk
    "Αρχειοθήκη", "Αρχείο",                                 # el
    "Arşiv",                                                # tr
    "Arxiu",                                                # ca
    "ארכיון",                                               # he
    "الأرشيف", "أرشيف",                                     # ar
    "アーカイブ",                                           # ja
    "存档", "归档", "封存",                                 # zh
    "보관함", "보관 처리함",                                # ko
    "Lưu trữ",                                              # vi
    "Arsip",                                                # id
)  # fmt: skip

JUNK = (
    "Junk", "Spam", "Junk E-mail", "Junk Email", "Junk Mail", "Bulk Mail", "Bulk",
    "Junk-E-Mail", "Spamverdacht", "Unerwünscht", "Werbung",  # de
    "Courrier indésirable", "Indésirables", "Pourriel",     # fr
    "Correo no deseado", "No deseado",                      # es
    "Lixo eletrônico", "Lixo eletrónico", "Lixo Eletrónico", "Correio eletrônico não solicitado",  # pt
    "Posta indesiderata", "Indesiderata",                   # it
    "Ongewenste e-mail", "Ongewenst",                       # nl
    "Skräppost", "Søppelpost", "Uønsket e-mail", "Uønsket", # sv, no, da
    "Roskaposti",                                           # fi
    "Wiadomości-śmieci", "Niechciane",                      # pl
    "Nevyžádaná pošta", "Nevyžiadaná pošta", "Hromadné",    # cs, sk
    "Levélszemét",                                          # hu
    "Mesaje nedorite",                                      # ro
    "Спам", "Нежелательная почта", "Небажана пошта",        # ru, bg, uk
    "Ανεπιθύμητα", "Ανεπιθύμητη αλληλογραφία",              # el
    "Gereksiz", "Önemsiz", "Önemsiz E-posta",               # tr
    "Correu brossa",                                        # ca
    "דואר זבל", "ספאם", "البريد غير الهام", "بريد مزعج",    # he, ar
    "迷惑メール", "垃圾邮件", "垃圾郵件", "스팸", "스팸편지함", "정크 메일",  # ja, zh, ko
    "Thư rác",                                              # vi
)  # fmt: skip

TRASH = (
    "Trash", "Deleted Items", "Deleted Messages", "Deleted", "Bin",
    "Papierkorb", "Gelöscht", "Gelöschte Elemente", "Gelöschte Objekte",  # de
    "Corbeille", "Éléments supprimés", "Messages supprimés",  # fr
    "Papelera", "Elementos eliminados", "Eliminados",       # es
    "Lixeira", "Lixo", "Itens excluídos", "Itens eliminados", "Reciclagem",  # pt
    "Cestino", "Posta eliminata", "Elementi eliminati",     # it
    "Prullenbak", "Prullenmand", "Verwijderde items",       # nl
    "Papperskorgen", "Borttagna objekt", "Papirkurv", "Slettet post", "Slettede elementer", "Søppelbøtte",  # sv, da, no
    "Roskakori", "Poistetut",                               # fi
    "Kosz", "Elementy usunięte",                            # pl
    "Koš", "Kôš", "Odstraněná pošta", "Odstránená pošta",   # cs, sk
    "Lomtár", "Kuka", "Törölt elemek",                      # hu
    "Coș de gunoi", "Elemente șterse", "Gunoi",             # ro
    "Корзина", "Удаленные", "Удалённые", "Кошче", "Кошик", "Видалені",  # ru, bg, uk
    "Κάδος", "Κάδος απορριμμάτων", "Διαγραμμένα",           # el
    "Çöp", "Çöp Kutusu", "Silinmiş Öğeler",                 # tr
    "Paperera",                                             # ca
    "אשפה", "פריטים שנמחקו", "المحذوفة", "سلة المهملات", "العناصر المحذوفة",  # he, ar
    "ゴミ箱", "削除済みアイテム", "已删除邮件", "已删除", "垃圾桶", "刪除的郵件", "휴지통", "지운 편지함",  # ja, zh, ko
    "Thùng rác",                                            # vi
)  # fmt: skip
