internal import Ingest
internal import Tables

/// Forms of files in words.
enum FormWords {
  /// A form as the reader of files names it, in French.
  static func french(_ form: String) -> String {
    let names = [
      ("Excel workbook", "classeur Excel"), ("electronic invoice", "facture électronique"),
      ("Factur-X document", "document Factur-X"), ("UTF-16 text", "texte en UTF-16"),
      ("EBCDIC text, read as code page 1147", "texte en EBCDIC, lu avec la page de code 1147"),
      ("SQLite database", "base SQLite"), (", sheet '", ", feuille '"), (", query", ", requête"),
    ]
    return names.reduce(form) { $0.replacing($1.0, with: $1.1) }
  }

  static func frenchDelimiter(_ name: String) -> String {
    switch name {
    case "comma": "virgule"
    case "semicolon": "point-virgule"
    case "tab": "tabulation"
    case "blank": "espace"
    default: "barre verticale"
    }
  }

  static func variant(_ variant: FECVariant, _ style: FactStyle) -> String {
    let amounts = variant.hasSense ? "Montant/Sens" : "Debit/Credit"
    let basis =
      switch variant.basis {
      case .accrual: ""
      case .cash: style(en: ", cash basis", fr: ", comptabilité de trésorerie")
      case .nonCommercialCash:
        style(en: ", cash basis of non-commercial profits", fr: ", comptabilité de trésorerie (BNC)")
      }
    let header =
      variant.hasHeader
      ? "" : style(en: ", no header line: legal order assumed", fr: ", sans en-tête : ordre légal supposé")
    let name = variant.isGeneralLedger ? style(en: "general ledger, ", fr: "grand livre, ") : ""
    let columns = style(en: "\(variant.columns) columns, ", fr: "\(variant.columns) colonnes, ")
    return name + columns + amounts + basis + header
  }
}
