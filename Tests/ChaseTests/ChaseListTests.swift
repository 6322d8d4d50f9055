import Chase
import Execution
import Receivables
import Risk
import Statistics
import TestSupport
import Testing

@Suite struct ChaseListTests {
  private func list(_ rows: [InvoiceRow], asOf: Int, _ executor: Executor = .serial) -> (ChaseList, Snapshot) {
    let snapshot = Snapshot.of(rows, asOf: asOf)
    return (list(snapshot, executor), snapshot)
  }

  private func list(_ snapshot: Snapshot, _ executor: Executor = .serial) -> ChaseList {
    ChaseList(
      snapshot, risk: LateRisk(snapshot, executor: executor),
      openItems: OpenItemRisk(snapshot, executor: executor),
      curve: try? SurvivalCurve(snapshot.evaluate(PaymentDecay(), on: executor)), executor: executor)
  }

  private func ids(_ list: ChaseList, _ snapshot: Snapshot) -> [String] {
    list.standings.map { snapshot.clients[$0.client].id }
  }

  /// Forty paid invoices of a client that owes nothing, so that the ledger is large enough for probabilities.
  private let history = (0..<40).map {
    InvoiceRow("H\($0)", client: "Z-paid", issued: $0, due: $0 + 30, amount: 1_000, paidOn: $0 + 30 + $0 % 50)
  }

  // MARK: - Order

  @Test func whoeverHasMoreAtRiskComesFirst() {
    let (list, snapshot) = list(
      history + [
        InvoiceRow("1", client: "A", issued: 100, due: 130, amount: 50_000),
        InvoiceRow("2", client: "B", issued: 100, due: 130, amount: 90_000),
        InvoiceRow("3", client: "C", issued: 100, due: 130, amount: 70_000),
      ], asOf: 150)
    #expect(ids(list, snapshot) == ["B", "C", "A", "Z-paid"])
    #expect(list.standings.map(\.rank) == [1, 2, 3, nil])
  }

  @Test func tiesGoByOverdueAndThenById() {
    // Without history there is no probability, so nothing is known to be at risk; what is overdue decides.
    let rows = [
      InvoiceRow("1", client: "B", issued: 100, due: 130, amount: 500),
      InvoiceRow("2", client: "A", issued: 100, due: 130, amount: 500),
      InvoiceRow("3", client: "D", issued: 100, due: 160, amount: 9_000),
      InvoiceRow("4", client: "C", issued: 100, due: 130, amount: 600),
    ]
    let (list, snapshot) = list(rows, asOf: 150)
    #expect(ids(list, snapshot) == ["C", "A", "B", "D"])
    #expect(list.standings.allSatisfy { $0.amountAtRisk == nil && $0.expectedWithin30 == nil })
    #expect(list.items.allSatisfy { $0.amountAtRisk == nil && $0.paidWithin30 == nil && $0.expectedDays.p50 == nil })

    let (again, same) = self.list(rows.reversed(), asOf: 150)
    #expect(ids(again, same) == ["C", "A", "B", "D"], "the order of the rows leaves no trace")
  }

  @Test func creditorsAndResidualsAreNotRanked() {
    let (list, snapshot) = list(
      history + [
        InvoiceRow("1", client: "creditor", issued: 100, due: 130, amount: 5_000),
        InvoiceRow("A", client: "creditor", issued: 101, due: 101, amount: -5_001, kind: .creditNote),
        InvoiceRow("2", client: "even", issued: 100, due: 130, amount: 5_000),
        InvoiceRow("B", client: "even", issued: 101, due: 101, amount: -5_000, kind: .creditNote),
        InvoiceRow("3", client: "residual", issued: 100, due: 130, amount: 100),
        InvoiceRow("4", client: "residual", issued: 101, due: 131, amount: 100),
        InvoiceRow("5", client: "small", issued: 100, due: 130, amount: 101),
      ], asOf: 150)
    #expect(ids(list, snapshot) == ["small", "Z-paid", "creditor", "even", "residual"])
    #expect(list.standings.map(\.rank) == [1, nil, nil, nil, nil])
    #expect(list.items.count == 5, "their items stay in the list, which adds up to the total")
  }

  @Test func itemsFollowTheirClientOldestFirst() {
    let (list, snapshot) = list(
      history + [
        InvoiceRow("1", client: "A", issued: 100, due: 140, amount: 500),
        InvoiceRow("2", client: "A", issued: 101, due: 120, amount: 500),
        InvoiceRow("3", client: "B", issued: 100, due: 130, amount: 90_000),
        InvoiceRow("4", client: "A", issued: 90, due: 140, amount: 500),
      ], asOf: 150)
    #expect(list.items.map { snapshot.invoiceID(of: $0.document) } == ["3", "2", "4", "1"])
    #expect(list.items.map(\.age) == [20, 30, 10, 10])
  }

  // MARK: - Sums

  @Test(arguments: UInt64(0)..<30) func theListAddsUp(seed: UInt64) throws {
    let (list, snapshot) = list(RandomLedger(seed: seed, clients: 8, invoices: 150).rows, asOf: 380)
    let aging = snapshot.evaluate(AgingSchedule(asOf: snapshot.asOf), on: .serial)
    #expect(list.items.reduce(.zero) { $0 + $1.document.balance } == aging.gross.amount)
    #expect(list.standings.reduce(.zero) { $0 + $1.aging.net } == aging.net)
    #expect(
      list.standings.count == snapshot.clients.count && Set(list.standings.map(\.client)).count == list.standings.count)
    let ranks = list.standings.compactMap(\.rank)
    #expect(ranks == Array(1...max(ranks.count, 1)) && list.standings.prefix(ranks.count).allSatisfy { $0.rank != nil })
    let atRisk = list.standings.prefix(ranks.count).compactMap(\.amountAtRisk)
    #expect(atRisk.count == ranks.count && zip(atRisk, atRisk.dropFirst()).allSatisfy(>=))
    for standing in list.standings {
      let items = list.items.filter { $0.client == standing.client }
      #expect(standing.amountAtRisk == items.reduce(.zero) { $0 + ($1.amountAtRisk ?? .zero) })
      let expected = items.reduce(.zero) { $0 + $1.document.balance.scaled(by: $1.paidWithin30 ?? 0) }
      #expect(standing.expectedWithin30 == expected)
      #expect(standing.lateProbability.map { 0 < $0 && $0 < 1 } ?? false)
    }
    for item in list.items {
      let atRisk = try #require(item.amountAtRisk)
      #expect(atRisk >= .zero && atRisk <= item.document.balance)
      #expect(item.paidWithin30.map { 0 <= $0 && $0 <= 1 } ?? false)
      #expect(item.age == item.document.due.days(until: snapshot.asOf))
      let days = [item.expectedDays.p10, item.expectedDays.p50, item.expectedDays.p90].map { $0 ?? .never }
      #expect(zip(days, days.dropFirst()).allSatisfy(<=) && days[0] > snapshot.asOf)
    }
  }

  /// Due in 10 days: at risk is what is unpaid 30 days after due. Overdue by 20: what is unpaid 30 days from now.
  @Test func atRiskLooksToTheLaterOfGraceAndAMonthAhead() throws {
    let (list, snapshot) = list(
      history + [
        InvoiceRow("1", client: "A", issued: 100, due: 160, amount: 100_000),
        InvoiceRow("2", client: "B", issued: 100, due: 130, amount: 100_000),
      ], asOf: 150)
    let risk = LateRisk(snapshot, executor: .serial)
    let curve = try? SurvivalCurve(snapshot.evaluate(PaymentDecay(), on: .serial))
    let forecast = PaymentForecast(try #require(curve), outcome: risk.outcome)
    for item in list.items {
      let prospect = Prospect(
        issued: item.document.issued, due: item.document.due,
        amount: item.document.amount)
      let chance = risk.probability(of: prospect, from: risk.client(snapshot.account(item.client)))
      let late = try #require(chance)
      // An item past due has the portfolio's future, one not due its client's.
      let own =
        item.age > 0
        ? forecast.item(due: item.document.due, asOf: snapshot.asOf)
        : forecast.item(
          issued: item.document.issued, due: item.document.due, lateProbability: late, asOf: snapshot.asOf)
      let horizon = item.age < 0 ? 30 : item.age + 30
      #expect(item.amountAtRisk == item.document.balance.scaled(by: own.unpaid(atAge: horizon)))
      #expect(item.paidWithin30 == 1 - own.unpaid(atAge: item.age + 30))
    }
    #expect(Set(list.items.map(\.age)) == [-10, 20])
  }

  // MARK: - Reasons

  private func reasons(_ rows: [InvoiceRow], asOf: Int = 150) -> [ClientStanding.Reason] {
    let (list, snapshot) = list(history + rows, asOf: asOf)
    return list.standings.first { snapshot.clients[$0.client].id == "C1" }!.reasons
  }

  @Test func reasonsAreFactsOfTheLedger() {
    #expect(
      reasons([
        InvoiceRow("0", issued: 0, due: 10, amount: 9_000, paidOn: 90),  // late, but older than the latest five
        InvoiceRow("1", issued: 20, due: 50, amount: 9_000, paidOn: 50),  // on its day
        InvoiceRow("2", issued: 30, due: 60, amount: 9_000, paidOn: 61),  // a day late
        InvoiceRow("3", issued: 40, due: 70, amount: 9_000, paidOn: 60),
        InvoiceRow("4", issued: 50, due: 80, amount: 9_000, paidAmount: 9_000),  // paid, nobody knows when
        InvoiceRow("5", issued: 60, due: 90, amount: 9_000, paidOn: 149, paidAmount: 100, isDisputed: true),
        InvoiceRow("6", issued: 70, due: 149, amount: 9_000),  // overdue since yesterday
        InvoiceRow("7", issued: 80, due: 150, amount: 9_000),  // due today: nothing to say yet
      ]) == [.lateOfLast(late: 3, of: 5), .oldest(days: 60), .disputed(Money(minorUnits: 8_900))])
  }

  @Test func aNewClient() {
    #expect(reasons([InvoiceRow("1", issued: 140, due: 170, amount: 9_000)]) == [.neverPaid, .nothingDue])
    #expect(
      reasons([InvoiceRow("1", issued: 100, due: 130, amount: 9_000)])
        == [.lateOfLast(late: 1, of: 1), .neverPaid, .oldest(days: 20)])
  }

  /// What was given up or credited was not paid; what nobody knows the day of was.
  @Test func aWriteOffIsNoPayment() {
    let open = InvoiceRow("2", issued: 140, due: 170, amount: 9_000)
    func isNeverPaid(_ row: InvoiceRow) -> Bool { reasons([row, open]).contains(.neverPaid) }
    #expect(isNeverPaid(InvoiceRow("1", issued: 0, due: 30, amount: 5_000, writtenOffOn: 90)))
    #expect(
      isNeverPaid(InvoiceRow("1", issued: 0, due: 30, amount: 5_000, writtenOffOn: 90, writtenOffAmount: 2_000)))
    #expect(!isNeverPaid(InvoiceRow("1", issued: 0, due: 30, amount: 5_000, paidAmount: 10)))
    #expect(!isNeverPaid(InvoiceRow("1", issued: 0, due: 30, amount: 5_000, paidOn: 80, paidAmount: 10)))
  }

  @Test func aClientThatOwesNothingHasNoOldestItem() {
    #expect(
      reasons([InvoiceRow("1", issued: 100, due: 130, amount: 9_000, paidOn: 120)]) == [.lateOfLast(late: 0, of: 1)])
  }

  // MARK: - Laws

  /// Everything of a list by client and invoice, without positions, which a longer ledger shifts.
  private func text(_ list: ChaseList, _ snapshot: Snapshot) -> [String] {
    list.standings.map { standing in
      let dso = String(reflecting: standing.dso)
      return
        "\(snapshot.clients[standing.client].id) \(standing.rank as Int?) \(standing.aging) \(dso) \(standing.daysLate) "
        + "\(standing.lateProbability as Double?) \(standing.amountAtRisk as Money?) "
        + "\(standing.expectedWithin30 as Money?) \(standing.reasons)"
    }
      + list.items.map { item in
        "\(snapshot.invoiceID(of: item.document)) \(item.document.balance) \(item.age) \(item.paidWithin30 as Double?) "
          + "\(item.expectedDays) \(item.amountAtRisk as Money?)"
      }
  }

  @Test(arguments: UInt64(0)..<10) func theFutureLeavesNoTrace(seed: UInt64) {
    let rows = RandomLedger(seed: seed, clients: 6, invoices: 200).rows
    let (known, snapshot) = list(rows, asOf: 300)
    let expected = text(known, snapshot)
    let other = rows.perturbed(after: 300, seed: seed)
    let cut = Snapshot.of(other, asOf: 300)
    #expect(text(list(cut), cut) == expected)
    let later = Snapshot(of: .of(other, asOf: 700), asOf: day(300))
    #expect(text(list(later), later) == expected)
  }

  @Test func threadsDoNotChangeTheList() {
    let rows = RandomLedger(seed: 3, clients: 40, invoices: 400).rows
    let (one, snapshot) = list(rows, asOf: 350)
    #expect(text(list(snapshot, Executor(threads: 3)), snapshot) == text(one, snapshot))
  }
}
