/// What a column of an invoice table tells. The raw values are the names used in `--column` and in documentation.
public enum ColumnMeaning: String, CaseIterable, Sendable {
  case invoice, client, issued, due, amount
  case clientName = "client_name"
  case terms, currency, kind
  case relatedTo = "related_to"
  case paidOn = "paid_on"
  case paidAmount = "paid_amount"
  /// Beside a column of debits, which is the amount: what is taken off it.
  case credit
  /// What is still open on the day of the export.
  case balance
  case status
  /// Whether the document was issued, where a column of its own says whether it was paid.
  case state
  /// 1 while unpaid, 0 when settled: what some exports have instead of a status.
  case isOpen = "is_open"
  case disputed, segment
  /// Of opening items: the last day before the ledger follows them.
  case enteredOn = "entered_on"

  /// Headers that mean this, without accents, blanks, punctuation or capitals. English and French words, and the
  /// headers of common exports and of public sample ledgers.
  var knownHeaders: [String] {
    switch self {
    case .invoice:
      [
        "invoice", "invoiceid", "invoiceno", "invoicenumber", "invoicenum", "invoiceref", "invoicereference",
        "facture", "nfacture", "nofacture", "numfacture", "numerofacture", "numerodefacture", "ndefacture",
        "reffacture", "facturen", "numeropiece", "numerodepiece", "numpiece", "npiece", "ndepiece", "refpiece",
      ]
    case .client:
      [
        "client", "clientid", "clientcode", "clientno", "clientnumber", "customer", "customerid", "customerno",
        "customernumber", "customercode", "custnumber", "custid", "codeclient", "numclient", "numeroclient", "nclient",
        "tiers", "codetiers", "comptetiers", "ntiers", "numerotiers", "compteclient", "compteauxiliaire", "debtor",
        "debtorid", "accountid", "accountnumber",
      ]
    case .clientName:
      [
        "clientname", "customername", "namecustomer", "name", "nom", "nomclient", "nomduclient", "raisonsociale",
        "intitule", "libelleclient", "debtorname", "nomtiers", "nomdutiers", "libelletiers", "intituletiers",
        "intituleclient",
      ]
    case .issued:
      [
        "issued", "issuedon", "issuedate", "dateissued", "invoicedate", "dateinvoiced", "postingdate", "documentdate",
        "emisele", "emission", "dateemission", "datedemission", "datefacture", "datedefacture",
        "datefacturation", "datedefacturation", "datedelafacture", "datepiece", "datedepiece", "datedelapiece",
        "datedocument",
        "datedudocument", "datedemissiondelafacture",
      ]
    case .due:
      [
        "due", "dueon", "duedate", "datedue", "dueindate", "invoiceduedate", "echeance", "dateecheance",
        "datedecheance", "echeancele", "dateexigibilite", "datelimitedepaiement", "datelimitepaiement",
        "datelimitedereglement", "datelimitereglement", "dateech", "netduedate",
      ]
    case .terms:
      [
        "terms", "paymentterms", "termsdays", "delai", "delaipaiement", "delaidepaiement", "delaidereglement",
        "delaijours", "conditionsdepaiement", "conditionsdereglement", "conditionspaiement", "conditionsreglement",
      ]
    case .amount:
      [
        "amount", "invoiceamount", "grossamount", "amountincltax", "totalopenamount", "total", "totalamount",
        "totalinvoice", "montant", "montantttc", "ttc", "totalttc", "montanttotal", "montantfacture", "montanttotalttc",
        "mtttc",
        "netapayer", "netapayerttc",
      ]
    case .currency: ["currency", "currencycode", "invoicecurrency", "devise", "codedevise", "monnaie"]
    case .kind:
      [
        "kind", "nature", "documentkind", "naturepiece", "typepiece", "typefacture", "typedefacture", "typedepiece",
        "typedocument", "typededocument", "typedetransaction", "transactiontype",
      ]
    case .relatedTo:
      [
        "relatedto", "factureliee", "factureorigine", "facturedorigine", "factureavoiree", "creditedinvoice",
        "originalinvoice",
      ]
    case .paidOn:
      [
        "paidon", "paiddate", "datepaid", "paymentdate", "settleddate", "settledon", "settlementdate", "cleardate",
        "clearingdate", "payeele", "payele", "regleele", "datepaiement", "datedepaiement", "datereglement",
        "datedereglement", "datedureglement", "datedupaiement", "dateencaissement", "encaisseele",
      ]
    case .paidAmount:
      [
        "paidamount", "amountpaid", "paid", "settledamount", "montantpaye", "montantregle", "montantencaisse", "paye",
        "regle", "dejaregle", "dejapaye", "totalregle", "totalpaye", "montantdejaregle",
      ]
    case .credit: []
    case .balance:
      [
        "balance", "openbalance", "balancedue", "openamount", "amountopen", "amountdue", "amountresidual",
        "residualamount", "outstanding", "outstandingamount", "outstandingbalance", "remainingamount",
        "amountremaining", "unpaidamount", "restedu", "resteapayer", "restearegler", "restantdu", "montantrestant",
        "montantrestantdu", "montantdu", "montantouvert", "solde", "soldedu", "solderestant", "soldefacture",
        "soldeapayer", "resteaencaisser", "resteduttc", "resteapayerttc",
      ]
    case .status:
      [
        "status", "statut", "etat", "invoicestatus", "paymentstatus", "paymentstate", "statutpaiement",
        "statutdepaiement", "etatpaiement", "etatdupaiement", "statutdupaiement", "statutfacture", "etatfacture",
      ]
    case .state: ["documentstatus", "documentstate"]
    case .isOpen: ["isopen"]
    case .disputed: ["disputed", "dispute", "indispute", "litige", "enlitige", "conteste", "contestee"]
    case .segment:
      ["segment", "customersegment", "clientsegment", "segmentclient", "secteur", "sector", "familleclient"]
    case .enteredOn:
      [
        "enteredon", "openingdate", "openingbalancedate", "datereprise", "reprisele", "dateanouveau",
      ]
    }
  }

  /// Of ``knownHeaders`` and beside them, those that name several things: they mean this only where no other header does.
  var generalHeaders: [String] {
    switch self {
    case .invoice: ["n", "no", "num", "numero", "number"]
    case .client: ["client", "customer", "tiers"]
    case .clientName: ["client", "customer", "tiers"]
    case .issued: ["date"]
    case .amount: ["debit", "montantdebit", "debitamount"]
    case .credit: ["credit", "montantcredit", "creditamount"]
    case .status, .state: ["status", "statut", "etat", "state"]
    default: []
    }
  }

  /// Headers that say so little that they mean this only where nothing plainer does.
  var vagueHeaders: [String] {
    switch self {
    case .invoice: ["piece", "ref", "reference", "document", "ndocument", "nodocument", "documentno", "documentnumber"]
    case .client: ["compte", "numerocompte", "ncompte", "nocompte", "comptegeneral", "account"]
    case .clientName: ["libellecompte", "intituleducompte", "libelleducompte"]
    default: []
    }
  }

  /// Headers of a credit note's own number.
  static let creditNoteHeaders = [
    "creditnote", "creditnoteid", "creditnoteno", "creditnotenumber", "creditmemo", "avoir", "navoir", "numavoir",
    "numeroavoir", "numerodavoir", "refavoir",
  ]

  /// Headers that mean this in a table of one kind: in one of credit notes, an invoice is the one they reduce.
  func knownHeaders(in kind: InputKind) -> [String] {
    switch self {
    case .invoice where kind == .creditNotes: ColumnMeaning.creditNoteHeaders
    case .relatedTo where kind == .creditNotes: knownHeaders + ColumnMeaning.invoice.knownHeaders
    case .issued where kind == .creditNotes: knownHeaders + ["date", "dateavoir", "creditnotedate"]
    default: knownHeaders
    }
  }

  /// Units behind the name of a column of amounts.
  private static let units = ["(eur)", "(euro)", "(euros)", " en euros", " en euro", " en eur", " en €"]

  /// A header without what exports vary: accents, blanks, punctuation, capitals, the euro as a unit.
  static func normalized(_ header: String) -> String {
    var result = ""
    var header = header.lowercased()
    if header.utf8.count > 4, let unit = units.first(where: header.hasSuffix) { header.removeLast(unit.count) }
    for scalar in header.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": result.unicodeScalars.append(scalar)
      case "à", "â", "ä", "á": result += "a"
      case "é", "è", "ê", "ë": result += "e"
      case "î", "ï", "í": result += "i"
      case "ô", "ö", "ó": result += "o"
      case "ù", "û", "ü", "ú": result += "u"
      case "ç": result += "c"
      default: continue
      }
    }
    return result
  }
}
