internal import Receivables

/// Words a ledger uses for a document's kind, its state and yes or no, in English and French.
enum KnownWords {
  static func kind(_ word: String) -> DocumentKind? {
    switch ColumnMeaning.normalized(word) {
    case "", "invoice", "inv", "facture", "fac", "fa", "f", "outinvoice", "customerinvoice",
      "factureclient", "facturestandard", "facturedevente", "facturedesituation", "facturederemplacement":
      .invoice
    case "creditnote", "credit", "creditmemo", "avoir", "av", "a", "cn", "outrefund", "customercreditnote",
      "notedecredit", "avoirclient", "factureavoir", "facturedavoir":
      .creditNote
    case "deposit", "downpayment", "prepayment", "acompte", "factureacompte", "facturedacompte": .deposit
    default: nil
    }
  }

  /// Whether the words of a column are kinds of documents, when its header does not say so: one of them names an invoice or
  /// a credit note in full, or all are known and one is an invoice. A letter may be a class of clients, and credit a means
  /// of payment.
  static func areKinds(_ words: [String]) -> Bool {
    let said = Set(words.map(ColumnMeaning.normalized)).subtracting([""])
    let kinds = said.map { ($0, kind($0)) }
    let inFull = kinds.contains { word, kind in
      word.count > 2 && word != "credit" && (kind == .invoice || kind == .creditNote)
    }
    return inFull || (kinds.allSatisfy { $0.1 != nil } && kinds.contains { $0.1 == .invoice })
  }

  static func paymentKind(_ word: String) -> PaymentTable.Kind? {
    switch ColumnMeaning.normalized(word) {
    case "", "payment", "receipt", "paiement", "reglement", "encaissement", "virement", "cheque", "cb", "prelevement",
      "transfer", "card", "cash", "especes", "lcr", "effet", "deposit", "acompte":
      .payment
    case "refund", "remboursement": .refund
    case "impaye", "rejet", "chargeback", "returned": .returned
    case "writeoff", "baddebt", "perte", "irrecouvrable", "creanceirrecouvrable", "passageenperte": .writeOff
    case "credit", "creditnote", "avoir": .credit
    default: nil
    }
  }

  static func yesOrNo(_ word: String) -> Bool? {
    switch ColumnMeaning.normalized(word) {
    case "", "no", "n", "false", "0", "non", "faux": false
    case "yes", "y", "true", "1", "oui", "o", "vrai", "x": true
    default: nil
    }
  }

  /// `isOpen` columns: 1 or 0, also as `1.0`.
  static func isOpen(_ word: String) -> Status? {
    switch word {
    case "": .unsaid
    case "1.0": .open
    case "0.0": .paid
    default: yesOrNo(word).map { $0 ? .open : .paid }
    }
  }

  enum Status: Equatable {
    case unsaid, open, partial, paid, disputed, notIssued
  }

  static func status(_ word: String) -> Status? {
    switch ColumnMeaning.normalized(word) {
    case "": .unsaid
    case "open", "unpaid", "due", "overdue", "pastdue", "late", "sent", "issued", "validated", "approved", "posted",
      "pending", "outstanding", "topay", "awaitingpayment", "notpaid", "viewed", "reminded",
      "ouverte", "ouvert", "impayee", "impaye", "nonpayee", "nonpaye", "nonreglee", "nonregle", "nonsoldee", "nonsolde",
      "nonlettree", "nonlettre", "envoyee", "envoye", "emise", "emis", "validee", "valide", "comptabilisee",
      "comptabilise",
      "echue",
      "echu", "nonechue", "nonechu", "aechoir", "apayer", "aregler", "aencaisser", "enattente", "enattentedepaiement",
      "attentedepaiement", "enretard", "retard", "relancee", "relance", "enrelance", "miseendemeure", "enrecouvrement",
      "recouvrement", "avenir", "ensouffrance", "nonapplique", "nonappliquee", "valideeapayer":
      .open
    case "partial", "partiallypaid", "partlypaid", "partpaid", "partialpayment", "partielle", "partiel",
      "partiellementpayee", "partiellementpaye", "partiellementreglee", "partiellementregle", "partiellementsoldee",
      "payeepartiellement", "regleepartiellement", "partpaye", "partpayee", "paiementpartiel", "reglementpartiel",
      "reglementcommence",
      "paiementcommence":
      .partial
    case "paid", "paidinfull", "fullypaid", "closed", "settled", "cleared", "reconciled", "payee", "paye", "reglee",
      "regle", "soldee", "solde", "encaissee", "acquittee", "acquitte", "lettree", "lettre", "inpayment",
      "encoursdepaiement":
      .paid
    // Odoo's: a credit note has taken all of it.
    case "reversed", "extournee", "extourne": .paid
    // Claims before a court or a bailiff: what is owed is contested or in default, and no reminder will do.
    case "disputed", "indispute", "litige", "enlitige", "contestee", "conteste", "contentieux", "encontentieux":
      .disputed
    case "draft", "cancel", "cancelled", "canceled", "void", "voided", "brouillon", "annulee", "annule", "abandonnee",
      "abandoned", "proforma", "brouillonavalider":
      .notIssued
    default: nil
    }
  }

  /// What to expect in a column of words, for the sentence about one that is not known.
  static func expected(_ column: ColumnMeaning) -> String {
    switch column {
    case .kind: "invoice, credit note, deposit (facture, avoir, acompte)"
    case .status:
      "open, partial, paid, disputed, draft, cancelled (ouverte, partielle, payée, litige, brouillon, annulée)"
    case .isOpen, .disputed: "yes, no, 1, 0 (oui, non)"
    default: "a word listed in the documentation"
    }
  }
}

extension KnownWords {
  /// An ISO 4217 code, or how people write the euro and the pound. A `$` could be any of twenty currencies.
  static func currency(_ word: String) -> Currency? {
    switch word.lowercased() {
    case "€", "euro", "euros": .euro
    case "£": Currency(code: "GBP")
    default: Currency(code: word)
    }
  }
}
