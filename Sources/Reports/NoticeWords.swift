internal import Ingest
internal import Receivables
internal import Tables

/// What is odd about rows that are kept, and what is done with them.
enum NoticeWords {
  /// The sentence, and the words that were not understood.
  static func sentence(_ notice: RowNotice, _ seen: Notice, _ language: Language) -> String {
    let words = seen.words.map { language(en: "\"\($0)\"", fr: "« \($0) »") }.joined(separator: ", ")
    return sentence(notice, language) + (words.isEmpty ? "" : " (\(words))")
  }

  /// That neither the files nor the user say which currency the amounts are in.
  static func assumedCurrency(_ currency: Currency, _ language: Language) -> String {
    language(
      en: "No currency is given: the amounts are taken to be in \(currency). --currency says otherwise.",
      fr: "Aucune devise n'est indiquée : les montants sont supposés en \(currency). --currency en indique une autre.")
  }

  private static func sentence(_ notice: RowNotice, _ language: Language) -> String {
    switch notice {
    case .paymentBeforeIssue:
      language(
        en: "Paid before they were issued: the payment keeps its day, the balance changes on the issue day.",
        fr: "Payées avant leur émission : le paiement garde sa date, le solde change au jour d'émission.")
    case .undatedPayment:
      language(
        en:
          "Part payments without a day: deducted from the issue day on, so that receivables of earlier days read too low, "
          + "and left out of figures about time.",
        fr:
          "Paiements partiels sans date : déduits dès l'émission, ce qui minore l'encours des dates antérieures, et écartés "
          + "des délais.")
    case .undatedSettlement:
      language(
        en:
          "Settled without a payment day: closed from the issue day on, so that receivables of earlier days read too low, "
          + "and left out of figures about time, which are of the other invoices alone and read too slow.",
        fr: "Soldées sans date de règlement : closes dès l'émission, ce qui minore l'encours des dates antérieures, et "
          + "écartées des délais, qui ne portent que sur les autres factures et ressortent trop longs.")
    case .partialWithoutAmount:
      language(
        en: "Partly paid, by their status, without an amount or a balance: the whole counts as open.",
        fr: "Partiellement réglées d'après leur statut, sans montant ni solde : comptées ouvertes en totalité.")
    case .statusAgainstAmounts:
      language(
        en: "Paid, by their status, but the amounts leave a balance: the amounts count.",
        fr: "Soldées d'après leur statut, alors que les montants laissent un solde : les montants l'emportent.")
    case .unknownStatus:
      language(
        en: "Their status is not a known word: kept, and open unless an amount or a day says otherwise.",
        fr: "Statut non reconnu : lignes conservées, ouvertes sauf si un montant ou une date dit le contraire.")
    case .paidMoreThanOwed:
      language(
        en: "Paid more than invoiced: the excess, counted here, is unallocated credit.",
        fr: "Payées au-delà du montant facturé : l'excédent, ici compté, reste non lettré.")
    case .assumedDue:
      language(
        en: "The due day is assumed: issue day plus the payment terms declared.",
        fr: "Échéance supposée : date de pièce plus le délai de règlement déclaré.")
    case .openingWithoutDay:
      language(
        en:
          "Opening items without a day of their own: they count from the closing day before, so they are at least that old.",
        fr: "À-nouveaux sans date de pièce : comptés depuis la clôture précédente, leur ancienneté est un minimum.")
    case .unknownInvoice:
      language(
        en: "Payments that name an invoice which is not in the files: kept as unallocated.",
        fr: "Règlements citant une facture absente des fichiers : laissés non lettrés.")
    case .signDecides:
      language(
        en: "Lines whose entry has no other side: a debit is read as an invoice, a credit as a payment.",
        fr: "Lignes sans contrepartie : un débit est lu comme une facture, un crédit comme un règlement.")
    case .furtherPayment:
      language(
        en: "Rows that repeat an invoice with another payment: one invoice, and the payments are added.",
        fr: "Lignes reprenant une facture avec un autre règlement : une seule facture, les règlements s'ajoutent.")
    case .furtherLine:
      language(
        en: "Rows of an invoice's further lines: the invoice is counted once.",
        fr: "Lignes de détail d'une même facture : la facture compte une fois.")
    case .rejoinedLabel:
      language(
        en: "A label holds the delimiter without quotes: its halves are joined where only that makes a row.",
        fr:
          "Un libellé contient le séparateur sans guillemets : ses moitiés sont réunies quand cela seul donne une ligne."
      )
    }
  }
}
