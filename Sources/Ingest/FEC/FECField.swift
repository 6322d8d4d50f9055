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
        "comptetiers", "codetiers", "tiers", "compteauxiliaire", "comptea", "auxiliaire", "codeauxiliaire",
        "ncomptetiers",
      ]
    case .clientLabel: ["nomtiers", "intituletiers", "intituledutiers", "libelletiers", "nomdutiers"]
    case .reference: ["piece", "npiece", "ndepiece", "numeropiece", "numpiece", "numerodepiece", "nopiece", "refpiece"]
    case .label: ["libelle", "libellemouvement", "libelledelecriture"]
    case .lettering: ["lettre", "let", "codelettrage", "codelettre"]
    case .journalLabel, .referenceDate, .debit, .credit, .amount, .sense, .payer, .paymentDate, .due: []
    }
  }

  /// The 18 fields in their legal order, for a file without a header; the last ones are not read.
  static let legalOrder: [FECField?] = [
    .journalCode, .journalLabel, .entryNumber, .entryDate, .account, .accountLabel, .client, .clientLabel, .reference,
    .referenceDate, .label, .debit, .credit, .lettering, nil, nil, nil, nil,
  ]
}
