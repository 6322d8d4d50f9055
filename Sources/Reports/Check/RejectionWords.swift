public import Ingest
internal import Receivables
public import Tables

/// Why a row could not be used, in the reader's language. Columns keep the names that `--column` takes.
public enum RejectionWords {
  /// Without what differs from row to row.
  static func reason(_ error: RowError, _ language: Language) -> String {
    language == .english ? error.reason : frenchReason(error)
  }

  /// What was found, and what to do.
  public static func explanation(_ error: RowError, _ language: Language) -> String {
    language == .english ? error.explanation : frenchExplanation(error)
  }

  private static func frenchReason(_ error: RowError) -> String {
    let of = error.column.map { " dans \($0.rawValue)" } ?? ""
    return switch error.problem {
    case .fieldCount: "nombre de champs inattendu"
    case .textAfterQuote: "texte après un guillemet fermant"
    case .missing(let column): "\(column.rawValue) vide"
    case .formulaWithoutValue: "formule sans valeur\(of)"
    case .unreadableDate(_, let field), .unreadableAmount(_, let field):
      if field.hasPrefix("=") {
        "formule sans valeur\(of)"
      } else if case .unreadableDate = error.problem {
        "date illisible\(of)"
      } else {
        "montant illisible\(of)"
      }
    case .unreadableTerms: "délai de règlement illisible"
    case .tooManyDecimals: "trop de décimales\(of)"
    case .amountTooLarge: "montant trop grand\(of)"
    case .dueBeforeIssue: "échéance antérieure à l'émission"
    case .zeroAmount: "montant nul"
    case .negativeAmount: "montant négatif hors avoir"
    case .creditSide: "au crédit, de nature inconnue"
    case .negativePayment: "règlement négatif"
    case .balanceOfOtherSign: "solde de signe contraire au montant"
    case .balanceOverAmount: "solde supérieur au montant"
    case .balanceAgainstPayment: "solde différent du montant moins le réglé"
    case .refundOverCredit: "remboursement supérieur à l'avoir"
    case .notIssued: "non émise"
    case .unknownCurrency: "devise inconnue"
    case .noRate(let currency, _, _): "pas de cours \(currency)"
    case .unknownWord(let column, _): "\(column.rawValue) inconnu"
    case .bookkeeping(let problem): "\(problem.field.name) inutilisable"
    case .unknownPaymentKind: "nature de règlement inconnue"
    case .zeroPayment: "règlement nul"
    case .unknownInvoice: "facture inconnue, sans client"
    case .invoiceOfAnotherClient: "facture d'un autre client"
    case .samePaymentAgain: "même règlement en double"
    case .sameClientAgain: "même client en double"
    case .sameInvoiceAgain: "même facture en double"
    case .conflictingInvoice: "même numéro, autres montants ou dates"
    case .conflictingPayment: "même facture, autre règlement"
    }
  }

  private static func frenchExplanation(_ error: RowError) -> String {
    func at(_ file: String?, _ line: Int) -> String { file.map { "\($0):\(line)" } ?? "ligne \(line)" }
    return switch error.problem {
    case .fieldCount(let found, let expected):
      "\(found) champs au lieu des \(expected) de l'en-tête. Séparateur manquant, ou présent dans un champ sans guillemets ?"
    case .textAfterQuote(let lines):
      (lines > 1
        ? "la ligne s'étend sur \(lines) lignes, jusqu'à un guillemet suivi de texte. "
        : "du texte suit un guillemet fermant. ")
        + "Fermer chaque guillemet en fin de champ, et doubler ceux qui font partie du texte."
    case .missing(let column): "\(column.rawValue) est vide. À renseigner."
    case .formulaWithoutValue(let column): formula(column)
    case .unreadableDate(let column, let field):
      field.hasPrefix("=")
        ? formula(column)
        : "« \(field) » n'est pas une date lisible dans \(column.rawValue). Attendu : 2025-12-31, 20251231 ou 31/12/2025."
    case .unreadableAmount(let column, let field):
      field.hasPrefix("=")
        ? formula(column)
        : "« \(field) » n'est pas un montant lisible dans \(column.rawValue). Attendu : des chiffres et un séparateur "
          + "décimal, comme 1234,56."
    case .unreadableTerms(let field):
      "« \(field) » n'est pas un délai de règlement lisible. Attendu : un nombre de jours, comme 30, ou « 45 fin de mois »."
    case .tooManyDecimals(let column, let field, let currency):
      "« \(field) » dans \(column.rawValue) a plus de décimales que \(currency) n'en admet. Arrondir à la source."
    case .amountTooLarge(let column, let field):
      "« \(field) » dans \(column.rawValue) est trop grand pour un montant. La colonne contient-elle bien des montants, et "
        + "non des numéros de pièces ou de comptes ?"
    case .dueBeforeIssue(let issued, let due):
      "l'échéance \(day(due)) précède l'émission \(day(issued)). Colonnes interverties ?"
    case .zeroAmount: "le montant est nul : il n'y a rien à recouvrer. Supprimer la ligne ou corriger le montant."
    case .negativeAmount:
      "le montant est négatif. S'il s'agit d'un avoir, l'indiquer dans une colonne « nature » (avoir)."
    case .creditSide:
      "la ligne est au crédit : rien n'y distingue un règlement d'un avoir, et ce qu'elle solde reste ouvert. Indiquer les "
        + "avoirs dans une colonne « nature » et donner les règlements dans une table à part, ou donner le FEC."
    case .negativePayment: "le montant réglé est négatif. Saisir le remboursement sur une ligne à part."
    case .balanceOfOtherSign(let balance, let amount):
      "le solde \(balance) et le montant \(amount) sont de signes contraires. Corriger l'un des deux ; un trop-perçu va dans "
        + "paid_amount."
    case .balanceOverAmount(let balance, let amount):
      "le solde \(balance) dépasse le montant \(amount). Les deux colonnes portent-elles sur la même pièce, toutes taxes "
        + "comprises ?"
    case .balanceAgainstPayment(let balance, let amount, let paid):
      "le montant \(amount) moins \(paid) de réglé ne fait pas le solde \(balance). Corriger l'un des trois, ou écarter une "
        + "colonne qui signifie autre chose."
    case .refundOverCredit: "le remboursement dépasse l'avoir. Corriger l'un des deux montants."
    case .notIssued(let status):
      "d'après son statut « \(status) », ce n'est pas une facture émise. Supprimer la ligne ou corriger le statut."
    case .unknownCurrency(let field): "« \(field) » n'est pas un code de devise. Attendu : trois lettres, comme EUR."
    case .noRate(let currency, let asOf, let latest):
      "pas de cours \(currency) au \(day(asOf)) ni dans les \(RateTable.longestAge) jours qui précèdent"
        + (latest.map { " ; le dernier est du \(day($0))" } ?? "") + ". Compléter la table des cours."
    case .unknownWord(let column, let field): "« \(field) » n'est pas un mot connu pour \(column.rawValue)."
    case .bookkeeping(let problem): bookkeeping(problem)
    case .unknownPaymentKind(let field):
      "« \(field) » n'est pas une nature de règlement connue. Attendu : règlement, remboursement, avoir ou perte."
    case .zeroPayment: "le montant est nul : rien n'a été réglé. Supprimer la ligne ou corriger le montant."
    case .unknownInvoice:
      "la ligne ne nomme aucun client, et sa facture n'est dans aucune autre table. Corriger le numéro ou indiquer le client."
    case .invoiceOfAnotherClient:
      "la facture est celle d'un autre client. Corriger le numéro de facture ou le client."
    case .samePaymentAgain(let line):
      "ce règlement a déjà été lu à l'identique ligne \(line). Le premier est gardé ; supprimer cette ligne."
    case .sameClientAgain(let line):
      "ce client a déjà été lu ligne \(line). Le premier est gardé ; supprimer cette ligne."
    case .sameInvoiceAgain(let file, let line):
      "cette facture a déjà été lue à l'identique (\(at(file, line))). La première est gardée ; supprimer cette ligne."
    case .conflictingInvoice(let file, let line):
      "ce numéro de facture a déjà été lu avec d'autres valeurs (\(at(file, line))). La première ligne est gardée ; numéroter "
        + "les deux différemment ou en supprimer une."
    case .conflictingPayment(let file, let line):
      "cette ligne reprend la facture déjà lue (\(at(file, line))) avec un règlement qui ne peut s'ajouter au premier : sans "
        + "date, ou au-delà du montant. Elle n'est pas comptée : n'en garder qu'une, ou donner les règlements dans une table "
        + "à part."
    }
  }

  private static func formula(_ column: ColumnMeaning) -> String {
    "\(column.rawValue) contient une formule qui n'a jamais été calculée. Ouvrir le classeur dans Excel ou LibreOffice, "
      + "l'enregistrer et relancer la lecture."
  }

  private static func bookkeeping(_ problem: FECProblem) -> String {
    switch problem {
    case .missing(let field): "\(field.name) est vide. À renseigner."
    case .unreadableDate(let field, let text):
      "« \(text) » n'est pas une date lisible dans \(field.name). Attendu : 20251231, 2025-12-31 ou 31/12/2025."
    case .unreadableAmount(let field, let text):
      "« \(text) » n'est pas un montant lisible dans \(field.name). Attendu : des chiffres et un séparateur décimal, comme "
        + "1234,56."
    case .tooManyDecimals(let field, let text):
      "« \(text) » dans \(field.name) a plus de deux décimales. Arrondir à la source."
    case .amountTooLarge(let field):
      "le montant de \(field.name) est trop grand. Les colonnes sont-elles bien celles de l'en-tête ?"
    case .unknownSense(let text): "« \(text) » n'est pas un Sens. Attendu : D ou C, ou +1 ou -1."
    }
  }

  private static func day(_ day: Day) -> String { NumberText(.french).day(day) }
}
