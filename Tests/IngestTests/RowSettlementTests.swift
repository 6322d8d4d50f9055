import Receivables
import Testing

@testable import Ingest

private let header = "invoice,client,issued,due,amount,kind,status,paid_on,paid_amount,balance\n"

private func row(
  _ invoice: String, amount: String = "100.00", kind: String = "", status: String = "", paidOn: String = "",
  paid: String = "", balance: String = ""
) -> String {
  "\(invoice),C1,2025-01-01,2025-01-31,\(amount),\(kind),\(status),\(paidOn),\(paid),\(balance)\n"
}

@Suite struct OpenBalanceTests {
  @Test func whatTheBalanceLeavesWasPaid() throws {
    let reading = try read(
      header + row("I1", balance: "25.00") + row("I2", balance: "0.00") + row("I3", balance: "100.00") + row("I4")
        + row("A1", amount: "-40.00", kind: "avoir", balance: "15.00"))
    #expect(
      balances(reading.ledger) == [
        "I1": [10_000, 2_500], "I2": [10_000, 0], "I3": [10_000, 10_000], "I4": [10_000, 10_000],
        "A1": [-4_000, -1_500],
      ])
    #expect(reading.notices[.undatedPayment]?.lines == [2, 6])
    #expect(reading.notices[.undatedSettlement]?.lines == [3])
    #expect(reading.rejected.isEmpty)
  }

  @Test(arguments: ["Reste dû", "Solde", "Restant dû", "Open Balance", "Balance due", "Amount due", "amount_residual"])
  func itGoesByManyNames(header: String) throws {
    let reading = try read(
      "facture;client;emise_le;echeance;montant;\(header)\nF1;C1;15/10/2025;15/11/2025;100,00;25,00\n")
    #expect(balances(reading.ledger) == ["F1": [10_000, 2_500]])
  }

  @Test func aDayMakesItAPayment() throws {
    let text =
      header + row("I1", paidOn: "2025-01-20", balance: "25.00") + row("I2", paidOn: "2025-03-01", balance: "0")
    #expect(
      contents(of: try read(text).ledger).filter { $0.hasPrefix("  ") } == [
        "  2025-01-20 2025-01-20 7500 0", "  2025-03-01 2025-03-01 10000 0",
      ])
    let earlier = try read(text) { $0.asOf = Day(iso: "2025-01-31") }
    #expect(
      balances(earlier.ledger) == ["I1": [10_000, 2_500], "I2": [10_000, 10_000]], "a later payment is not known")
  }

  @Test func contradictionsAreSaid() throws {
    let reading = try read(
      header + row("I1", paid: "40.00", balance: "50.00") + row("I2", balance: "-25.00") + row("I3", balance: "120.00")
        + row("I4", paid: "60.00", balance: "40.00") + row("I5", paid: "130.00", balance: "0.00")
        + row("I6", balance: "abc"))
    #expect(balances(reading.ledger) == ["I4": [10_000, 4_000], "I5": [10_000, -3_000]])
    #expect(
      rejections(reading) == [
        "2: the amount 100.00 less the 40.00 paid is not the balance 50.00. Correct one of the three, or leave out a column "
          + "that means something else.",
        "3: the balance -25.00 and the amount 100.00 differ in sign. Correct one of the two; an overpayment belongs in "
          + "paid_amount.",
        "4: the balance 120.00 is more than the amount 100.00. Check that both columns are of one document and include tax.",
        "7: cannot read 'abc' as an amount in balance. Expected digits with one decimal mark, such as 1234.56.",
      ])
  }

  @Test func itsDecimalMarkIsTheColumns() throws {
    let text = "facture;client;emise_le;echeance;montant;solde\nF1;C1;15/10/2025;15/11/2025;5000;1.234\n"
    #expect(try failure(text)?.hasPrefix("1.csv:2: in column 'solde' the mark before three digits") == true)
    let reading = try read(text + "F2;C1;15/10/2025;15/11/2025;5000;1.000,50\n")
    #expect(balances(reading.ledger) == ["F1": [500_000, 123_400], "F2": [500_000, 100_050]])
  }

  /// The invoice's balance has the credit note's 30 taken off, and the note's own balance says it is used.
  @Test func aLinkIsNotTakenOffAgain() throws {
    let reading = try read(
      "invoice,client,issued,due,amount,kind,related_to,balance\nI1,C1,2025-01-01,2025-01-31,100.00,,,50.00\n"
        + "A1,C1,2025-01-10,,-30.00,avoir,I1,0.00\n")
    #expect(balances(reading.ledger) == ["I1": [10_000, 5_000], "A1": [-3_000, 0]])
  }
}

@Suite struct UndatedSettlementTests {
  @Test func settledWithoutADayIsSettled() throws {
    let reading = try read(
      header + row("I1", status: "paid") + row("I2", paid: "100.00") + row("I3", paid: "99.99")
        + row("I4", paid: "130.00")
        + row("A1", amount: "-40.00", kind: "avoir", status: "paid"))
    #expect(
      balances(reading.ledger) == [
        "I1": [10_000, 0], "I2": [10_000, 0], "I3": [10_000, 1], "I4": [10_000, -3_000], "A1": [-4_000, 0],
      ])
    #expect(reading.rejected.isEmpty)
    #expect(reading.notices[.undatedSettlement]?.lines == [2, 3, 5, 6])
    #expect(reading.notices[.undatedPayment]?.lines == [4])
    let kinds = contents(of: reading.ledger).filter { $0.hasPrefix("  ") }.map { $0.last }
    #expect(kinds == Array(repeating: "1", count: 5), "each an undated payment")
  }

  /// Settled for what the credit note left, before it and after it.
  @Test func aCreditNoteIsTakenOffFirst() throws {
    let text =
      "invoice,client,issued,due,amount,kind,related_to,status\nI1,C1,2025-01-01,2025-01-31,100.00,,,paid\n"
      + "A1,C1,2025-01-10,,-30.00,avoir,I1,\n"
    #expect(balances(try read(text).ledger) == ["I1": [10_000, 0], "A1": [-3_000, 0]])
    let earlier = try read(text) { $0.asOf = Day(iso: "2025-01-09") }
    #expect(balances(earlier.ledger) == ["I1": [10_000, 0]])
  }

  @Test func amountsGoBeforeAWord() throws {
    let reading = try read(
      header + row("I1", status: "soldée", paid: "40.00") + row("I2", status: "paid", balance: "10.00"))
    #expect(balances(reading.ledger) == ["I1": [10_000, 6_000], "I2": [10_000, 1_000]])
    #expect(reading.notices[.statusAgainstAmounts]?.lines == [2, 3])
  }

  @Test func partlyPaidWithoutAnAmountIsNoticed() throws {
    let reading = try read(
      header + row("I1", status: "Partiellement réglée") + row("I2", status: "partial", paid: "40.00")
        + row("I3", status: "partial", balance: "60.00") + row("I4", status: "partial", paidOn: "2025-01-20"))
    #expect(
      balances(reading.ledger) == [
        "I1": [10_000, 10_000], "I2": [10_000, 6_000], "I3": [10_000, 6_000], "I4": [10_000, 10_000],
      ])
    #expect(reading.notices[.partialWithoutAmount]?.lines == [2, 5])
  }
}

@Suite struct StatusWordTests {
  @Test(arguments: [
    "Échue", "Émise", "À payer", "En attente", "Comptabilisé", "Relancée", "To pay", "overdue", "past due", "Non échue",
  ])
  func wordsOfWhatIsOpen(word: String) {
    #expect(KnownWords.status(word) == .open)
  }

  @Test func wordsOfWhatIsNot() {
    #expect(["Lettrée", "Payé", "reversed", "in_payment", "Acquittée"].allSatisfy { KnownWords.status($0) == .paid })
    #expect(["Partiellement réglée", "Partially Paid"].allSatisfy { KnownWords.status($0) == .partial })
    #expect(KnownWords.status("Contentieux") == .disputed)
    #expect(["draft", "cancel", "Annulée"].allSatisfy { KnownWords.status($0) == .notIssued })
  }

  @Test func aRowWhoseWordIsNotKnownIsKeptAndShown() throws {
    let reading = try read(
      header + row("I1", status: "bof") + row("I2", status: "hm", paid: "40.00") + row("I3", status: "bof"))
    #expect(balances(reading.ledger) == ["I1": [10_000, 10_000], "I2": [10_000, 6_000], "I3": [10_000, 10_000]])
    let notice = try #require(reading.notices[.unknownStatus])
    #expect(notice.rows == 3 && notice.lines == [2, 3, 4] && notice.words == ["bof", "hm"])
  }
}

@Suite struct CreditNoteDueTests {
  @Test func aCreditNoteIsDueWhenItIsIssued() throws {
    let text =
      "facture;client;nature;emise_le;echeance;montant\nF1;C1;facture;15/10/2025;15/11/2025;1000,00\n"
      + "A1;C1;avoir;20/10/2025;;-300,00\nF2;C1;facture;20/10/2025;;10,00\n"
    let reading = try read(text)
    #expect(balances(reading.ledger) == ["F1": [100_000, 100_000], "A1": [-30_000, -30_000]])
    #expect(rejections(reading) == ["4: due is empty. Fill it in, or say the payment terms of such rows: --terms 30."])
    #expect(contents(of: reading.ledger).contains("A1 1 false 2025-10-20 2025-10-20 -30000 -30000"))
    let assumed = try read(text) { $0.terms = PaymentTerms("30") }
    #expect(assumed.notices[.assumedDue]?.lines == [4], "terms are for invoices")
  }
}
