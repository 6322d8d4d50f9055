/// A field of a *fichier des écritures comptables* that is read here, by its official name (LPF, article A47 A-1).
public enum FECField: Int, CaseIterable, Sendable {
  case journalCode, journalLabel, entryNumber, entryDate, account, accountLabel, client, clientLabel, reference
  case referenceDate, label, debit, credit, amount, sense, lettering
  /// Of the cash-basis variants, which may have no auxiliary account.
  case payer
  case paymentDate
  /// Not one of the legal fields, but of a general ledger, and added by some programs.
  case due

  public var name: String {
    switch self {
    case .journalCode: "JournalCode"
    case .journalLabel: "JournalLib"
    case .entryNumber: "EcritureNum"
    case .entryDate: "EcritureDate"
    case .account: "CompteNum"
    case .accountLabel: "CompteLib"
    case .client: "CompAuxNum"
    case .clientLabel: "CompAuxLib"
    case .reference: "PieceRef"
    case .referenceDate: "PieceDate"
    case .label: "EcritureLib"
    case .debit: "Debit"
    case .credit: "Credit"
    case .amount: "Montant"
    case .sense: "Sens"
    case .lettering: "EcritureLet"
    case .payer: "IdClient"
    case .paymentDate: "DateRglt"
    case .due: "DateEcheance"
    }
  }

  /// Headers that mean this, without accents, blanks, punctuation or capitals: the official ones, and those of re-exports,
  /// with a misspelling that several public exporters share.
  var knownHeaders: [String] {
    switch self {
    case .journalCode: ["journalcode", "codejournal", "journal"]
    case .journalLabel: ["journallib", "journallibelle", "libellejournal"]
    case .entryNumber: ["ecriturenum", "ecriturenumero", "numeroecriture", "numecriture"]
    case .entryDate: ["ecrituredate", "dateecriture"]
    case .account: ["comptenum", "comptenumero", "numerocompte", "numcompte"]
    case .accountLabel: ["comptelib", "comptelibelle", "libellecompte"]
    case .client: ["compauxnum", "compteauxnum", "comptauxnum", "compteauxiliairenum", "compteauxiliairenumero"]
    case .clientLabel: ["compauxlib", "compteauxlib", "comptauxlib", "compteauxiliairelib", "compteauxiliairelibelle"]
    case .reference: ["pieceref", "piecereference", "referencepiece"]
    case .referenceDate: ["piecedate", "datepiece"]
    case .label: ["ecriturelib", "ecriturelibelle", "libelleecriture"]
    case .debit: ["debit"]
    case .credit: ["credit"]
    case .amount: ["montant"]
    case .sense: ["sens"]
    case .lettering: ["ecriturelet", "ecrturelet", "ecriturelettrage", "lettrage", "lettragepiece"]
    case .payer: ["idclient"]
    case .paymentDate: ["daterglt", "datereglement"]
    case .due: ["dateecheance", "echeance", "datedecheance", "dateech"]
    }
  }

  /// Headers that mean this in a general ledger (*grand livre*) or a list of entries, as accounting programs export them
  /// to spreadsheets. In an invoice table some of them mean something else.
  var generalLedgerHeaders: [String] {
    switch self {
    case .journalCode: ["jnl", "jrn", "jal", "codejal", "codejrn"]
    case .entryNumber: ["necriture", "mouvement", "nmouvement", "numeromouvement", "nummouvement", "nomouvement"]
    case .entryDate: ["date", "datecomptable", "datemouvement", "datedecriture"]
    case .account:
      ["compte", "ncompte", "ndecompte", "numerodecompte", "nocompte", "comptegeneral", "compteg", "ncomptegeneral"]
    case .accountLabel: ["intitule", "intitulecompte", "intituleducompte", "intituledecompte", "libelleducompte"]
    case .client:
      [
        "comptetiers", "codetiers", "tiers", "compteauxiliaire", "comptea", "auxiliaire", "codeauxiliaire", "compteaux",
        "ncomptetiers",
      ]
    case .clientLabel: ["nomtiers", "intituletiers", "intituledutiers", "libelletiers", "nomdutiers"]
    case .reference:
      ["piece", "npiece", "ndepiece", "numeropiece", "numpiece", "numerodepiece", "nopiece", "refpiece", "reference"]
    case .label: ["libelle", "libellemouvement", "libelledelecriture"]
    case .lettering: ["lettre", "let", "codelettrage", "codelettre"]
    case .debit: ["montantdebit", "mouvementdebit", "montantd"]
    case .credit: ["montantcredit", "mouvementcredit", "montantc"]
    case .journalLabel, .referenceDate, .amount, .sense, .payer, .paymentDate, .due: []
    }
  }

  /// The 18 fields in their legal order, for a file without a header; the last ones are not read.
  static let legalOrder: [FECField?] = [
    .journalCode, .journalLabel, .entryNumber, .entryDate, .account, .accountLabel, .client, .clientLabel, .reference,
    .referenceDate, .label, .debit, .credit, .lettering, nil, nil, nil, nil,
  ]
}

/// Where each field is in a file. Read for every field of every line, so not a dictionary.
struct FECColumns: Sendable {
  private var places = [Int?](repeating: nil, count: FECField.allCases.count)

  subscript(field: FECField) -> Int? {
    get { places[field.rawValue] }
    set { places[field.rawValue] = newValue }
  }

  /// The last column that is read.
  var last: Int { places.compactMap(\.self).max() ?? -1 }
}

/// Why one line of a FEC could not be used.
public enum FECProblem: Equatable, Sendable {
  case missing(FECField)
  case unreadableDate(FECField, field: String)
  case unreadableAmount(FECField, field: String)
  case tooManyDecimals(FECField, field: String)
  case amountTooLarge(FECField)
  case unknownSense(field: String)

  public var field: FECField {
    switch self {
    case .missing(let field), .unreadableDate(let field, _), .unreadableAmount(let field, _),
      .tooManyDecimals(let field, _), .amountTooLarge(let field):
      field
    case .unknownSense: .sense
    }
  }

  var explanation: String {
    switch self {
    case .missing(let field): "\(field.name) is empty. Fill it in."
    case .unreadableDate(let field, let text):
      "cannot read '\(text)' as a date in \(field.name). Expected 20251231, 2025-12-31 or 31/12/2025."
    case .unreadableAmount(let field, let text):
      "cannot read '\(text)' as an amount in \(field.name). Expected digits with one decimal mark, such as 1234,56."
    case .tooManyDecimals(let field, let text):
      "'\(text)' in \(field.name) has more than two decimals. Round it in the source."
    case .amountTooLarge(let field):
      "the amount in \(field.name) is too large. Check that the columns are where the header says."
    case .unknownSense(let text): "'\(text)' is not a Sens. Expected D or C, or +1 or -1."
    }
  }
}
