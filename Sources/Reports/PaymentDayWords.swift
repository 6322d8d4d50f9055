public import Ingest
public import Receivables
public import Tables

/// What cannot be told where payments have no day, in words.
public struct PaymentDayWords: Sendable {
  private let language: Language

  public init(_ language: Language) { self.language = language }

  /// Why figures about earlier days, delays and chances of payment are withheld, for a note in a table; `nil` when they are
  /// told.
  func reason(_ payments: DatedPayments) -> String? {
    if payments.suffice { return nil }
    if payments.dated == .zero {
      return language(
        en: "not enough data: no payment has a day", fr: "données insuffisantes : aucun règlement n'est daté")
    }
    let share = NumberText(language).share(payments.share ?? 0)
    return language(
      en: "not enough data: only \(share) of what was paid has a payment day",
      fr: "données insuffisantes : seuls \(share) des montants réglés sont datés")
  }

  /// The same as a sentence, with what to do.
  public func sentence(_ payments: DatedPayments) -> String? {
    guard let reason = reason(payments) else { return nil }
    let advice = language(
      en: "Add the payment days (paid_on), or a table of payments.",
      fr: "Ajoutez les dates de règlement (paid_on) ou une table des règlements.")
    return reason.prefix(1).uppercased() + reason.dropFirst() + ". " + advice
  }

  /// What a reader of figures about time should know where some payments have no day, but not too many; `nil` when all
  /// have one.
  public func part(_ payments: DatedPayments, _ style: CellStyle) -> String? {
    if payments.undated == .zero || !payments.suffice { return nil }
    let share = style.text(.share(1 - (payments.share ?? 1)))
    let amount = style.text(.money(payments.undated)) + " " + style.currency.code
    return language(
      en: "\(share) of what was paid (\(amount)) has no payment day. It counts as paid from the issue day on, so that "
        + "receivables of earlier days read too low, and is left out of delays and chances of payment, which read too slow. "
        + "What is open today is not affected. Add the payment days (paid_on).",
      fr: "\(share) des montants réglés (\(amount)) n'ont pas de date de règlement. Ils comptent comme réglés dès "
        + "l'émission, ce qui minore l'encours des dates antérieures, et sont écartés des délais et des probabilités de "
        + "paiement, qui ressortent trop lents. L'encours à l'arrêté n'est pas affecté. Ajoutez les dates de règlement "
        + "(paid_on).")
  }

  /// What the head of a report says of all this.
  func warning(_ payments: DatedPayments, _ style: CellStyle) -> String? {
    guard let sentence = sentence(payments) else { return part(payments, style) }
    return sentence
      + language(
        en: " What is open today is right: aging, items, DSO. Withheld are earlier months, what moved, collection "
          + "effectiveness, delays, payment decay and chances of payment.",
        fr:
          " Ce qui est ouvert à l'arrêté est juste : balance âgée, pièces, DSO. Ne sont pas donnés les mois antérieurs, "
          + "les variations, l'efficacité du recouvrement, les délais et les probabilités de paiement.")
  }

  /// That what is open on the as-of day itself reads too low, because the files go on after it and some payments of theirs
  /// have no day; `nil` when it does not.
  public func earlierDay(_ reading: LedgerReading) -> String? {
    let undated = Snapshot(of: reading.ledger, asOf: reading.asOf).datedPayments.undated
    if reading.laterRows == 0 || undated == .zero { return nil }
    return language(
      en:
        "The files go on after the as-of day, and some of their payments have no day: what was paid after it counts as paid "
        + "before, and what was open on it reads too low. Use the day of the export.",
      fr: "Les fichiers vont au-delà de l'arrêté et certains règlements n'y sont pas datés : ce qui a été réglé après "
        + "l'arrêté compte comme réglé avant, et l'encours ressort trop bas. Prenez la date de l'export comme arrêté.")
  }
}
