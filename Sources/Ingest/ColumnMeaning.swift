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
        "terms", "paymentterms", "termsdays", "creditdays", "delai", "delaipaiement", "delaidepaiement",
        "delaidereglement",
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
        "relatedto", "factureliee", "factureorigine", "facturedorigine", "factureavoiree", "facturecorrigee",
        "facturerectifiee", "creditedinvoice", "correctedinvoice", "originalinvoice",
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
    case .kind: ["type"]
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

/// Which column of one file has which meaning.
public struct ColumnMapping: Sendable {
  /// Headers as written, in file order.
  public let headers: [String]
  /// Index into ``headers``.
  public let columns: [ColumnMeaning: Int]
  /// Of the attributes, in the order of their declaration: index into ``headers``. It may be a column with a meaning too.
  public let attributes: [Int]
  /// General headers that would have had the meaning, had there been no plainer one.
  public let passedOver: [ColumnMeaning: [String]]
  /// Whose words the columns have.
  let preset: ColumnPreset?
  /// Whether the column of kinds is one by a header that may mean anything: its words decide.
  let isKindOpen: Bool

  /// Headers without a meaning; the report does not use them.
  public var unused: [String] {
    headers.indices.filter { !columns.values.contains($0) && !attributes.contains($0) }.map { headers[$0] }
  }

  /// Of a format that knows its columns by other names.
  init(headers: [String]) {
    (self.headers, columns, attributes, passedOver, preset, isKindOpen) = (headers, [:], [], [:], nil, false)
  }

  /// A mapping without the column of one meaning.
  func without(_ meaning: ColumnMeaning) -> ColumnMapping {
    var columns = columns
    columns[meaning] = nil
    return ColumnMapping(self, columns: columns)
  }

  private init(_ other: ColumnMapping, columns: [ColumnMeaning: Int]) {
    (headers, attributes, passedOver, preset) = (other.headers, other.attributes, other.passedOver, other.preset)
    self.columns = columns
    isKindOpen = false
  }

  init(headers: [String], _ declared: DeclaredColumns, file: String) throws(IngestError) {
    self.headers = headers
    preset = declared.preset
    func place(_ header: String) throws(IngestError) -> Int {
      guard let column = headers.firstIndex(of: header) else {
        throw .noSuchColumn(file: file, header: header, found: headers)
      }
      return column
    }
    for header in declared.headers.values { _ = try place(header) }
    attributes = try declared.attributes.map(place)
    for (meaning, matches) in ColumnMapping.matches(headers, declared) where matches.count > 1 {
      throw .twoColumnsForOneMeaning(file: file, meaning: meaning, headers: matches.map { headers[$0] })
    }
    var columns = ColumnMapping.recognised(headers, declared)
    if let amount = columns[.amount], declared.headers[.credit] == nil {
      // Beside an amount of its own, credits are something else.
      let isDebit = ColumnMeaning.amount.generalHeaders.contains(ColumnMeaning.normalized(headers[amount]))
      if !isDebit { columns[.credit] = nil }
    }
    if columns[.credit] != nil {
      if declared.headers[.amount] == nil, AccountLedger.isOne(headers, columns) { throw .accountLedger(file: file) }
      // Beside debits and credits a balance runs on from line to line, and is not that of the line.
      if declared.headers[.balance] == nil { columns[.balance] = nil }
    }
    self.columns = columns
    let kind = columns[.kind].map { ColumnMeaning.normalized(headers[$0]) } ?? ""
    let isNamed = declared.headers[.kind] != nil
    let isPreset = declared.preset?.headers[.kind]?.map(ColumnMeaning.normalized).contains(kind) == true
    isKindOpen = !isNamed && !isPreset && ColumnMeaning.kind.vagueHeaders.contains(kind)
    passedOver = ColumnMapping.passedOver(headers, columns)
    let missing = ColumnMapping.missing(
      from: columns, hasStandardTerms: declared.hasStandardTerms || declared.kind == .creditNotes)
    if missing.isEmpty { return }
    let ages = headers.filter(AgedBalance.isAge)
    if ages.count > 1, ColumnPreset.knowing(missing, in: headers) == nil { throw .agedBalance(file: file, ages: ages) }
    throw .missingColumns(file: file, missing: missing, found: headers)
  }

  /// Of each general header the meaning it would have had first, where a plainer header has it.
  private static func passedOver(
    _ headers: [String], _ columns: [ColumnMeaning: Int]
  ) -> [ColumnMeaning: [String]] {
    var passedOver: [ColumnMeaning: [String]] = [:]
    for (column, header) in headers.enumerated() {
      let normalized = ColumnMeaning.normalized(header)
      guard let first = ColumnMeaning.allCases.first(where: { $0.generalHeaders.contains(normalized) }),
        let chosen = columns[first], chosen != column
      else { continue }
      passedOver[first, default: []].append(header)
    }
    return passedOver
  }

  /// The meanings these headers name, each with its column: the more, the likelier the line is a header.
  static func recognised(_ headers: [String], _ declared: DeclaredColumns) -> [ColumnMeaning: Int] {
    Dictionary(
      uniqueKeysWithValues: matches(headers, declared).compactMap { match in
        match.columns.first.map { (match.meaning, $0) }
      })
  }

  /// What a ledger needs and does not have.
  static func missing(from columns: [ColumnMeaning: Int], hasStandardTerms: Bool) -> [ColumnMeaning] {
    var missing = [ColumnMeaning.invoice, .client, .issued, .amount].filter { columns[$0] == nil }
    if columns[.due] == nil, columns[.terms] == nil, !hasStandardTerms { missing.append(.due) }
    return missing
  }

  /// The columns that may have each meaning: the one the user named, else those of the preset, else those of any export.
  private static func matches(
    _ headers: [String], _ declared: DeclaredColumns
  ) -> [(meaning: ColumnMeaning, columns: [Int])] {
    let normalized = headers.map(ColumnMeaning.normalized)
    var taken = Set(declared.headers.values.compactMap(headers.firstIndex(of:)))
    var found: [(meaning: ColumnMeaning, columns: [Int])] = []
    for (meaning, header) in declared.headers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      found.append((meaning, headers.firstIndex(of: header).map { [$0] } ?? []))
    }
    func add(_ meaning: ColumnMeaning, _ names: [String]) {
      if found.contains(where: { $0.meaning == meaning }) { return }
      let known = Set(names)
      let columns = headers.indices.filter { !taken.contains($0) && known.contains(normalized[$0]) }
      if columns.isEmpty { return }
      found.append((meaning, columns))
    }
    if let preset = declared.preset {
      for meaning in ColumnMeaning.allCases {
        let names = preset.headers[meaning, default: []].map(ColumnMeaning.normalized)
        if let first = names.first(where: normalized.contains) { add(meaning, [first]) }
      }
      taken.formUnion(found.flatMap(\.columns))
      taken.formUnion(headers.indices.filter { preset.misleading.contains(headers[$0]) })
    }
    for meaning in ColumnMeaning.allCases {
      let general = Set(meaning.generalHeaders)
      add(meaning, meaning.knownHeaders(in: declared.kind).filter { !general.contains($0) })
    }
    for meaning in ColumnMeaning.allCases {
      taken.formUnion(found.flatMap(\.columns))
      add(meaning, meaning.generalHeaders)
    }
    for meaning in ColumnMeaning.allCases {
      taken.formUnion(found.flatMap(\.columns))
      add(meaning, meaning.vagueHeaders)
    }
    return found
  }
}
