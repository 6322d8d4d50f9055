import Receivables
import Testing

@testable import Ingest

/// Invoices, payments, credit notes and clients as tables of their own.
@Suite struct SeparateTablesTests {
  private let invoices = """
    invoice,client,issued,due,amount,kind,related_to
    F1,C1,2025-01-05,2025-02-04,100.00,,
    F2,C1,2025-01-10,2025-02-09,200.00,,
    F3,C2,2025-01-15,2025-02-14,300.00,,

    """

  private func text(_ payments: String...) -> String {
    "payment,client,invoice,date,amount,kind\n" + payments.map { $0 + "\n" }.joined()
  }

  @Test func paymentsSettleTheInvoicesTheyName() throws {
    let payments = text(
      "P1,C1,F1,2025-02-01,60.00,", "P2,,F1,2025-02-10,40.00,", "P3,C1,F2,2025-02-11,50.00,",
      "P3,C2,F3,2025-02-11,300.00,")
    let reading = try read(invoices, payments)
    #expect(balances(reading.ledger) == ["F1": [10_000, 0], "F2": [20_000, 15_000], "F3": [30_000, 0]])
    #expect(allocations(reading)["F1"] == ["2025-02-01 6000 payment", "2025-02-10 4000 payment"])
    #expect(reading.files.map(\.kind) == [.invoices, .payments])
    #expect(reading.records == 7 && reading.usedRows == 7 && reading.rejected.isEmpty)
    #expect(reading.asOf == Day(iso: "2025-02-11"))
    let before = try read(invoices, payments) { $0.asOf = Day(iso: "2025-02-09") }
    #expect(balances(before.ledger)["F1"] == [10_000, 4_000] && before.laterRows == 3)
  }

  @Test func columnsOfTheOtherTablesAreNamedToo() throws {
    let payments = "Pièce;Code;Amount;Somme;Le\nF1;C1;7;60,00;01/02/2025\nF2;C1;7;50,00;13/02/2025\n"
    let clients = "Code;Amount;Jours\nC1;9;10\nC2;9;20\n"
    let declared: [TableColumn: String] = [
      TableColumn("payments.invoice")!: "Pièce", TableColumn("payments.client")!: "Code",
      TableColumn("payments.amount")!: "Somme", TableColumn("payments.paid_on")!: "Le",
    ]
    let reading = try read(invoices, payments) { $0.tableColumns = declared }
    #expect(balances(reading.ledger) == ["F1": [10_000, 4_000], "F2": [20_000, 15_000], "F3": [30_000, 30_000]])
    #expect(reading.files[1].details.contains(.column(name: "amount", header: "Somme", isDeclared: true)))
    let withClients = try read(
      invoices.replacing(",2025-02-04,", with: ",,"), clients.replacing("Amount", with: "Note")
    ) {
      $0.tableColumns = [TableColumn("clients.client")!: "Code", TableColumn("clients.terms")!: "Jours"]
    }
    #expect(withClients.firstRows[0].due == Day(iso: "2025-01-15"))
    #expect(
      try failure(payments) { $0.tableColumns = declared }?.contains("by its header this is a table of payments")
        == true)
    #expect(throws: IngestError.self) {
      try read(invoices, payments) {
        $0.tableColumns = declared.merging([TableColumn("payments.kind")!: "Sorte"]) { $1 }
      }
    }
    #expect(TableColumn("payments.due") == nil && TableColumn("invoices.due") == nil && TableColumn("payments") == nil)
    for name in TableColumn.all { #expect(TableColumn(name)?.text == name) }
  }

  @Test func paymentsWithoutAnInvoiceStayUnallocated() throws {
    let payments = text("P1,C1,,2025-02-20,150.00,", "P2,C2,F9,2025-02-20,10.00,")
    let reading = try read(invoices, payments)
    #expect(
      balances(reading.ledger) == [
        "F1": [10_000, 10_000], "F2": [20_000, 20_000], "F3": [30_000, 30_000], "P1": [-15_000, -15_000],
        "P2": [-1_000, -1_000],
      ])
    #expect(reading.notices[.unknownInvoice]?.rows == 1)
    #expect(reading.usedRows == 5 && reading.matches.isEmpty)
  }

  /// C. civ. 1342-10: due debts, then the oldest, then in proportion.
  @Test func theLegalOrder() throws {
    let invoices = """
      invoice,client,issued,due,amount
      OLD,C1,2025-01-01,2025-06-30,100.00
      DUE1,C1,2025-01-10,2025-01-31,60.00
      DUE2,C1,2025-01-10,2025-02-10,30.00
      LATE,C1,2025-02-20,2025-03-20,40.00

      """
    let payments = text("P1,C1,,2025-02-15,45.00,", "P2,C1,,2025-02-16,100.00,", "P3,C1,,2025-02-17,60.00,")
    let reading = try read(invoices, payments) { $0.allocation = .legal }
    #expect(
      allocations(reading) == [
        "DUE1": ["2025-02-15 3000 payment", "2025-02-16 3000 payment"],
        "DUE2": ["2025-02-15 1500 payment", "2025-02-16 1500 payment"],
        "OLD": ["2025-02-16 5500 payment", "2025-02-17 4500 payment"],
        "LATE": ["2025-02-17 1500 payment"], "P3": ["2025-02-20 -1500 payment"],
      ])
    #expect(reading.matches.keys.map(\.self) == [.legal])
  }

  @Test func creditNotesRefundsAndBadDebts() throws {
    let notes = """
      avoir,client,facture,date,montant
      A1,C1,F1,2025-01-20,30.00
      A2,C2,,2025-01-21,20.00

      """
    let payments = text(
      "P1,C1,F1,2025-02-01,70.00,", "P2,C1,F2,2025-02-02,200.00,", "P3,C1,F2,2025-02-05,200.00,impayé",
      "P4,C2,A2,2025-02-06,20.00,remboursement", "P5,C2,F3,2025-02-07,300.00,perte", "P6,C1,F2,2025-02-08,-5.00,")
    let reading = try read(invoices, notes, payments)
    #expect(
      allocations(reading) == [
        "F1": ["2025-01-20 3000 credit", "2025-02-01 7000 payment"], "A1": ["2025-01-20 -3000 credit"],
        "A2": ["2025-02-06 -2000 payment"], "F3": ["2025-02-07 30000 writeOff"],
        "F2": ["2025-02-02 20000 payment", "2025-02-05 -20000 payment"], "P6": [],
      ])
    #expect(balances(reading.ledger)["F2"] == [20_000, 20_000], "a payment that came back is owed again")
    #expect(balances(reading.ledger)["P6"] == [500, 500], "given back, and nothing was paid")
    #expect(reading.files.map(\.kind) == [.invoices, .creditNotes, .payments])
  }

  @Test func moneyInAdvanceWaitsForItsInvoice() throws {
    let payments = text("P1,C1,F2,2025-01-05,250.00,")
    let early = try read(invoices, payments) { $0.asOf = Day(iso: "2025-01-09") }
    #expect(balances(early.ledger) == ["F1": [10_000, 10_000], "P1": [-25_000, -25_000]])
    let later = try read(invoices, payments)
    #expect(balances(later.ledger)["F2"] == [20_000, 0] && balances(later.ledger)["P1"] == [-25_000, -5_000])
    #expect(contents(of: later.ledger).contains("  2025-01-10 2025-01-10 -20000 0"))
  }

  @Test func instalmentsAreItemsOfTheirOwn() throws {
    let invoices = """
      invoice,client,issued,due,amount
      F1/2,C1,2025-01-05,2025-03-05,100.00
      F1/1,C1,2025-01-05,2025-02-05,100.00

      """
    let reading = try read(invoices, text("P1,C1,F1,2025-02-10,150.00,"))
    #expect(balances(reading.ledger) == ["F1/1": [10_000, 0], "F1/2": [10_000, 5_000]])
  }

  @Test func whatAPaymentCannotBe() throws {
    let payments = text(
      "P1,C2,F1,2025-02-01,10.00,", "P2,,F9,2025-02-01,10.00,", "P3,,,2025-02-01,10.00,", "P4,C1,F1,?,10.00,",
      "P5,C1,F1,2025-02-01,x,", "P6,C1,F1,2025-02-01,0.00,", "P7,C1,F1,2025-02-01,10.00,devis",
      "P8,C1,F1,2025-02-01,10.00,", "P8,C1,F1,2025-02-01,10.00,", "P9,C1")
    let reading = try read(invoices, payments)
    #expect(
      rejections(reading) == [
        "2: the invoice is another client's. Correct the invoice's number or the client.",
        "3: the row names no client, and an invoice that the other tables do not have. Correct the number, or fill in the "
          + "client.",
        "4: client is empty. Fill it in.",
        "5: cannot read '?' as a date in paid_on. Expected 2025-12-31, 20251231 or 31/12/2025.",
        "6: cannot read 'x' as an amount in paid_amount. Expected digits with one decimal mark, such as 1234.56.",
        "7: the amount is 0, so nothing was paid. Remove the row, or correct the amount.",
        "8: 'devis' is not a known kind of payment. Expected one of: payment, refund, credit, write-off (règlement, "
          + "remboursement, avoir, perte).",
        "10: this payment was already read on line 9, identically. The first is kept; remove this row.",
        "11: 2 fields where the header has 6. Check for a missing or an unquoted delimiter.",
      ])
    #expect(reading.usedRows == 4 && reading.records == 13)
    #expect(balances(reading.ledger)["F1"] == [10_000, 9_000])
  }

  @Test func theInvoicesOwnPaymentsAreNotCountedTwice() throws {
    let invoices =
      "invoice,client,issued,due,amount,paid_on,paid_amount,status\nF1,C1,2025-01-05,2025-02-04,100.00,2025-02-01,100.00,paid\n"
      + "F2,C1,2025-01-05,2025-02-04,50.00,,,paid\n"
    let reading = try read(invoices, text("P1,C1,F1,2025-02-01,100.00,"))
    #expect(balances(reading.ledger) == ["F1": [10_000, 0], "F2": [5_000, 5_000]])
  }

  @Test func severalCurrencies() throws {
    let invoices =
      "invoice,client,issued,due,amount,currency\nF1,C1,2025-01-05,2025-02-04,100.00,USD\n"
      + "F2,C1,2025-01-05,2025-02-04,100.00,EUR\n"
    let payments = "client,invoice,date,amount,currency\nC1,F1,2025-02-01,40.00,USD\nC1,F2,2025-02-02,10.00,EUR\n"
    let reading = try read(invoices, payments) { $0.rates = [ExchangeRate("USD=0.9")!] }
    #expect(reading.ledger.currency.code == "EUR")
    #expect(balances(reading.ledger) == ["F1": [9_000, 5_400], "F2": [10_000, 9_000]])
  }

  @Test func clientsGiveTermsToInvoicesWithoutADueDay() throws {
    let invoices = "invoice,client,issued,amount\nF1,C1,2025-01-05,100.00\nF2,C2,2025-01-05,50.00\n"
    let clients =
      "code client;raison sociale;délai;segment\nC1;Dupont;45 fin de mois;PME\nC1;Durand;30;\nC2;Martin;bientôt;\n"
    let reading = try read(invoices, clients)
    #expect(
      rejections(reading) == [
        "3: due is empty. Fill it in, or say the payment terms of such rows: --terms 30.",
        "3: this client was already read on line 2. The first is kept; remove this row.",
        "4: cannot read 'bientôt' as payment terms. Expected a number of days, such as 30, or '45 end of month'.",
      ])
    let document = Snapshot(of: reading.ledger, asOf: reading.asOf).account(0)[0]
    #expect(document.due == Day(iso: "2025-02-28") && reading.notices[.assumedDue]?.rows == 1)
    #expect(reading.ledger.clients[0].name == "Dupont" && reading.ledger.clients[0].segment == "PME")
    #expect(reading.ledger.clients[0].companyNumber.isEmpty)
  }

  @Test func combinationsThatAreRefused() throws {
    var fec = FECText()
    fec.invoice("FA1", "C1", "20250105", 12_000)
    func sentence(_ texts: String...) throws -> String {
      do {
        _ = try read(bytes: texts.map { Array($0.utf8) }) { $0.terms = thirtyDays }
        return ""
      } catch let error as IngestError {
        return "\(error)".replacing(#/\S*/(\d\.csv)/#) { String($0.output.1) }
      }
    }
    #expect(
      try sentence(text("P1,C1,F1,2025-02-01,1.00,"))
        == "1.csv: by its header this is a table of payments, and there is none of invoices. Give that with it, or, if these "
        + "are invoices, say which column is their day: --column issued=HEADER.")
    #expect(
      try sentence(fec.text, invoices)
        == "1.csv is a FEC, which has invoices and payments already, and 2.csv a table of them. Give one or the other; a table "
        + "of clients may go with both.")
  }

  /// What is used on an invoice is used in the order of days, whatever it is.
  @Test func aCreditNoteAfterAPaymentComesAfterIt() throws {
    let notes = "credit note,client,date,amount,invoice\nA1,C1,2025-03-01,30.00,F1\n"
    let reading = try read(invoices, notes, text("P1,C1,F1,2025-02-01,100.00,"))
    #expect(balances(reading.ledger)["F1"] == [10_000, 0] && balances(reading.ledger)["A1"] == [-3_000, -3_000])
    #expect(balances(reading.ledger)["P1"] == nil)
  }

  /// Rows and money of payments, as of invoices: everything read is used, rejected or later.
  @Test func paymentsAreInTheControlTotals() throws {
    let reading = try read(
      invoices,
      text(
        "P1,C1,F1,2025-02-01,60.00,", "P2,,F9,2025-02-01,10.00,", "P3,C1,F1,?,20.00,", "P4,C1,F1,2025-02-02,-5.00,",
        "P5,C1,F1,2025-03-01,7.00,", "P6,C1")
    ) { $0.asOf = Day(iso: "2025-02-15") }
    let (control, invoiced) = (reading.control, Int64(60_000))
    #expect(control.used.rows == 3 + 2 && control.used.amount.minorUnits == invoiced + 6_500)
    #expect(control.rejected.rows == 3 && control.rejected.amount.minorUnits == 3_000)
    #expect(control.later.rows == 1 && control.later.amount.minorUnits == 700)
    #expect(control.read.rows == reading.records)
    #expect(reading.rejectedAmount.minorUnits == 3_000)
  }

  @Test func aClientsCompanyNumberIsRead() throws {
    let clients = "client,terms,siren,notes\nC1,30,732829320,x\nC2,30,,y\n"
    let reading = try read(invoices, clients)
    #expect(reading.ledger.clients.map(\.companyNumber) == ["732829320", ""])
  }
}
