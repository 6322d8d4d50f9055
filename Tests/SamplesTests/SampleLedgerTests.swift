import Receivables
import Testing

@testable import Samples

// MARK: - Determinism

/// Outputs of Vigna's `splitmix64.c` for the seed 1234567, as listed on Rosetta Code,
/// "Pseudo-random numbers/Splitmix64".
@Test func theGeneratorMatchesItsPublishedOutputs() {
  var random = SplitMix64(seed: 1_234_567)
  let published: [UInt64] = [
    6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
    16_408_922_859_458_223_821,
  ]
  #expect(published.map { _ in random.next() } == published)
}

@Test func aSeedAlwaysGivesTheSameBytes() {
  let (first, second) = (SampleLedger(clients: 20, seed: 2025), SampleLedger(clients: 20, seed: 2025))
  #expect(first.ledgerCSV() == second.ledgerCSV())
  #expect(first.truthCSV() == second.truthCSV())
  #expect(first.eventsCSV() == second.eventsCSV())
  #expect(fnv1a(first.ledgerCSV() + first.truthCSV() + first.eventsCSV()) == pinned, "replace when the law changes")

  let other = SampleLedger(clients: 20, seed: 2026)
  #expect(other.ledgerCSV() != first.ledgerCSV())
  #expect(other.truthCSV() != first.truthCSV())
}

/// Of seed 2025 and 20 clients, on Linux x86-64.
private let pinned: UInt64 = 3_909_698_256_147_210_248

/// The 64-bit FNV-1a hash: Fowler, Noll & Vo, RFC 9923.
private func fnv1a(_ text: String) -> UInt64 {
  text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

// MARK: - True probabilities

/// The law's own figure for a client, of an ordinary invoice at neutral season, and the average over all lives of its
/// invoices are not the same, but near; and what happened scatters around the truth as chance does.
@Test func whatHappensScattersAroundTheTruth() throws {
  let ledger = SampleLedger(clients: 40, seed: 3)
  var (expected, variance, late) = (0.0, 0.0, 0.0)
  for invoice in ledger.invoices.prefix(1_200) {
    let credited = invoice.credit.map { $0.amount == invoice.amount && $0.day <= invoice.due + 30 } ?? false
    guard !credited, let p = ledger.probabilityLate(invoice, grace: 30, draws: 300) else { continue }
    expected += p
    variance += p * (1 - p)
    late += invoice.settledOn.map { $0 <= invoice.due + 30 } ?? false ? 0 : 1
  }
  #expect(expected > 50 && abs(late - expected) < 3 * variance.squareRoot(), "\(late) late, \(expected) expected")
}

@Test func theTruthFallsWithMoreDaysOfGrace() throws {
  let ledger = SampleLedger(clients: 5, seed: 1)
  let invoice = try #require(ledger.invoices.first)
  let truths = [0, 10, 30, 90].map { ledger.probabilityLate(invoice, grace: $0, draws: 2_000)! }
  #expect(truths == truths.sorted(by: >) && truths[0] > truths[3])
  #expect(ledger.probabilityLate(invoice, grace: 10, draws: 2_000) == truths[1], "asked again, the same")
}

// MARK: - Invariants of the files

@Test(arguments: [(1, 36), (3, 1), (100, 3), (120, 36)])
func noRowContradictsAnother(clients: Int, months: Int) throws {
  let asOf = try #require(Day(iso: "2025-09-14"))  // a Sunday in the middle of a month
  let ledger = SampleLedger(clients: clients, seed: 7, asOf: asOf, months: months)
  let rows = try parseLedger(ledger.ledgerCSV())
  #expect(Set(rows.map(\.client)).count == clients)
  #expect(Set(rows.map(\.name)).count == clients, "names are unique, and a client has one")

  var credits: [String: Money] = [:]
  for row in rows where row.isCreditNote { credits[row.reference, default: .zero] -= row.amount }
  let invoices = rows.filter { !$0.isCreditNote }
  let issueDays = Dictionary(uniqueKeysWithValues: invoices.map { ($0.number, $0.issued) })
  for row in rows {
    #expect(row.due >= row.issued && row.issued <= asOf && row.issued > asOf.adding(months: -months), "\(row)")
    #expect(row.issued.weekday < 5, "\(row)")
    if row.isCreditNote {
      #expect(row.amount < .zero && row.payment == nil && !row.isDisputed, "\(row)")
      if !row.reference.isEmpty { #expect(try #require(issueDays[row.reference]) <= row.issued, "\(row)") }
      continue
    }
    let credit = credits[row.number] ?? .zero
    #expect(row.amount > .zero && row.reference.isEmpty && credit <= row.amount, "\(row)")
    if let payment = row.payment {
      #expect(payment.day >= row.issued && payment.day <= asOf && payment.day.weekday < 5, "\(row)")
      #expect(payment.amount > .zero && payment.amount + credit <= row.amount, "\(row)")
    }
  }
  for (earlier, later) in zip(rows, rows.dropFirst()) {
    #expect((earlier.issued, earlier.number) < (later.issued, later.number), "\(earlier) before \(later)")
  }
}

@Test func numbersHaveNoGaps() throws {
  let rows = try parseLedger(SampleLedger(clients: 120, seed: 3).ledgerCSV())
  for (prefix, digits) in [("F", 6), ("A", 4)] {
    for year in 2023...2025 {
      let numbers = rows.map(\.number).filter { $0.hasPrefix("\(prefix)\(year)-") }
      let expected = numbers.indices.map { "\(prefix)\(year)-" + zeroPadded($0 + 1, digits: digits) }
      #expect(!numbers.isEmpty && numbers == expected)
    }
  }
}

@Test func theFilesAgreeWithOneAnother() throws {
  let ledger = SampleLedger(clients: 120, seed: 4)
  let rows = try parseLedger(ledger.ledgerCSV())
  let credits = Set(rows.filter(\.isCreditNote).map(\.reference))
  let events = ledger.eventsCSV().split(separator: "\n").dropFirst()
    .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  let invoices = rows.filter { !$0.isCreditNote }
  #expect(events.map { String($0[0]) } == invoices.map(\.number))
  for (invoice, event) in zip(invoices, events) {
    let paid = Day(iso: event[1])
    #expect(paid != nil || event[1].isEmpty)
    if let paid, paid <= ledger.asOf {
      #expect(invoice.payment?.day == paid)
      #expect(invoice.payment?.amount == invoice.amount || credits.contains(invoice.number), "\(invoice)")
    } else {
      #expect((invoice.payment?.amount ?? .zero) < invoice.amount, "paid in part at most: \(invoice)")
    }
  }

  let truths = ledger.truthCSV().split(separator: "\n").dropFirst()
    .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  #expect(truths.count == 120)
  for truth in truths {
    let own = invoices.filter { $0.client == truth[0] }
    #expect(own.map(\.issued).min() == Day(iso: truth[7]))
    if let stop = Day(iso: truth[6]) {
      #expect(truth[1] == "non_payer" && truth[4].isEmpty && truth[5] == "1.0000")
      #expect(own.allSatisfy { ($0.payment?.day ?? stop - 1) < stop })
    }
    if truth[1] == "new" { #expect(try #require(Day(iso: truth[7])) >= ledger.asOf - 90) }
  }
  #expect(truths.count { $0[1] == "non_payer" } == 4)
  #expect(truths.count { $0[1] == "new" } == 7)
}

@Test func everyCaseOfTheFormatOccurs() throws {
  let text = SampleLedger(clients: 120, seed: 2025).ledgerCSV()
  let rows = try parseLedger(text)
  #expect(rows.contains { $0.name.contains(";") })
  #expect(rows.contains { $0.name.contains("\"") })
  #expect(rows.contains { $0.isCreditNote && $0.reference.isEmpty }, "an unapplied credit")
  #expect(rows.contains { $0.isDisputed })
  #expect(rows.contains { row in row.payment.map { $0.amount < row.amount } ?? false }, "a part payment")
  #expect(rows.contains { row in row.payment.map { $0.day < row.due } ?? false }, "an early payment")
  #expect(Set(rows.map(\.segment)) == Set(SampleClient.Segment.allCases.map(\.rawValue)))
  #expect(text.unicodeScalars.allSatisfy { $0 != "\r" } && text.hasSuffix("\n"))
}

// MARK: - Realism

/// Around the French figures for 2023–2025: on time 45.2–49.3 %, mean lateness 12.0–14.1 days (Altares, half-year
/// reports).
@Test(arguments: [2025, 1, 2, 3, 4, 5, 6, 7, 8, 9] as [UInt64])
func aLedgerLooksLikeAFrenchOne(seed: UInt64) throws {
  let ledger = SampleLedger(clients: 120, seed: seed)
  let figures = LedgerFigures(ledger)
  #expect((4_700...5_600).contains(ledger.invoices.count))
  #expect((0.40...0.55).contains(figures.onTimeShare), "\(figures)")
  #expect((10...14.5).contains(figures.meanDaysLate), "\(figures)")
  #expect((0.08...0.165).contains(figures.unpaidAt30Share), "\(figures)")
  #expect((0.06...0.12).contains(figures.openShare), "\(figures)")

  let rows = try parseLedger(ledger.ledgerCSV())
  let invoices = Double(ledger.invoices.count)
  let linked = Double(rows.count { $0.isCreditNote && !$0.reference.isEmpty })
  #expect((0.017...0.033).contains(linked / invoices))
  #expect((0.013...0.027).contains(Double(rows.count { $0.isDisputed }) / invoices))
}

/// Figures over the payments made by the as-of day, except where noted.
private struct LedgerFigures {
  var onTimeShare = 0.0
  var meanDaysLate = 0.0
  /// Of the invoices due 30 days ago or earlier and not credited in full.
  var unpaidAt30Share = 0.0
  /// Open balance of invoices over all that was invoiced.
  var openShare = 0.0

  init(_ ledger: SampleLedger) {
    let paid = ledger.invoices.compactMap { invoice in
      invoice.settledOn.flatMap { $0 <= ledger.asOf ? Double(invoice.due.days(until: $0)) : nil }
    }
    let mature = ledger.invoices.filter { $0.due + 30 <= ledger.asOf && $0.credit?.amount != $0.amount }
    let open = ledger.invoices.reduce(Money.zero) { sum, invoice in
      let credited = invoice.credit.flatMap { $0.day <= ledger.asOf ? $0.amount : nil } ?? .zero
      return sum + invoice.amount - credited - (invoice.payment(knownAsOf: ledger.asOf)?.amount ?? .zero)
    }
    let total = ledger.invoices.reduce(Money.zero) { $0 + $1.amount }
    onTimeShare = Double(paid.count { $0 <= 0 }) / Double(paid.count)
    meanDaysLate = paid.reduce(0, +) / Double(paid.count)
    unpaidAt30Share = Double(mature.count { ($0.settledOn ?? .never) > $0.due + 30 }) / Double(mature.count)
    openShare = open.inMinorUnits / total.inMinorUnits
  }
}

// MARK: - The truth

/// The tolerance is four standard deviations of a sum of independent Bernoulli draws, plus 0.005 because the truth
/// averages two calendar years and the ledger has three, with other weekends.
@Test func theTruthIsTheLawOfTheLedger() throws {
  let ledger = SampleLedger(clients: 1_500, seed: 11)
  for behaviour in SampleClient.Behaviour.allCases where behaviour != .nonPayer {
    var (count, unpaid, expected, variance) = (0, 0.0, 0.0, 0.0)
    var (daysLate, expectedDays, squares) = (0.0, 0.0, 0.0)
    for invoice in ledger.invoices {
      let client = ledger.clients[invoice.client]
      guard client.behaviour == behaviour, invoice.course == .ordinary, PaymentLaw.season(ofDue: invoice.due) == 0,
        behaviour != .drifting || invoice.due >= ledger.asOf  // the truth is the law of the as-of day
      else { continue }
      let days = invoice.due.days(until: try #require(invoice.settledOn))
      let (p, mean) = (client.probabilityUnpaidAt30, try #require(client.meanDaysLate))
      count += 1
      unpaid += days > 30 ? 1 : 0
      expected += p
      variance += p * (1 - p)
      daysLate += Double(days)
      expectedDays += mean
      squares += (Double(days) - mean) * (Double(days) - mean)
    }
    let n = Double(count)
    #expect(count > 100, "\(behaviour)")
    #expect(
      abs(unpaid - expected) / n <= 4 * variance.squareRoot() / n + 0.005,
      "\(behaviour): \(unpaid / n) observed, \(expected / n) expected, \(count) invoices")
    #expect(
      abs(daysLate - expectedDays) / n <= 4 * squares.squareRoot() / n + 0.25,
      "\(behaviour): \(daysLate / n) days observed, \(expectedDays / n) expected, \(count) invoices")
  }
  for invoice in ledger.invoices {
    guard let stop = ledger.clients[invoice.client].stopsPayingOn, invoice.issued >= stop else { continue }
    #expect(invoice.settledOn == nil && invoice.firstPayment == nil)
  }
}

@Test func theLawSumsToOne() {
  for behaviour in SampleClient.Behaviour.allCases {
    let probabilities = PaymentLaw.typical(of: behaviour).probabilities
    #expect(probabilities.allSatisfy { $0 >= 0 })
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
  }
}

// MARK: - Reading the files

private struct LedgerRow: Sendable {
  let number, client, name, segment, reference: String
  let isCreditNote: Bool
  let issued, due: Day
  let amount: Money
  let payment: (day: Day, amount: Money)?
  let isDisputed: Bool
}

private func parseLedger(_ text: String) throws -> [LedgerRow] {
  let lines = text.split(separator: "\n")
  let header = [
    "facture", "client", "nom", "segment", "nature", "facture_liee", "emise_le", "echeance", "montant_ttc", "devise",
    "payee_le", "montant_paye", "litige",
  ]
  #expect(lines.first.map { $0.split(separator: ";").map(String.init) } == header)
  return try lines.dropFirst().map { line in
    let fields = splitFields(line)
    try #require(fields.count == 13, "\(line)")
    try #require(["facture", "avoir"].contains(fields[4]) && ["oui", "non"].contains(fields[12]), "\(line)")
    try #require(fields[9] == "EUR" && fields[10].isEmpty == fields[11].isEmpty, "\(line)")
    return LedgerRow(
      number: fields[0], client: fields[1], name: fields[2], segment: fields[3], reference: fields[5],
      isCreditNote: fields[4] == "avoir", issued: try day(fields[6]), due: try day(fields[7]),
      amount: try amount(fields[8]),
      payment: fields[10].isEmpty ? nil : (try day(fields[10]), try amount(fields[11])), isDisputed: fields[12] == "oui"
    )
  }
}

private func splitFields(_ line: Substring) -> [String] {
  var (fields, isQuoted, previousWasQuote) = ([""], false, false)
  for character in line {
    if character == "\"" {
      if previousWasQuote && !isQuoted { fields[fields.count - 1].append(character) }
      isQuoted.toggle()
      previousWasQuote = true
      continue
    }
    previousWasQuote = false
    if character == ";" && !isQuoted { fields.append("") } else { fields[fields.count - 1].append(character) }
  }
  return fields
}

private func day(_ field: String) throws -> Day {
  let parts = field.split(separator: "/")
  try #require(parts.map(\.count) == [2, 2, 4], "\(field)")
  return try #require(Day(iso: "\(parts[2])-\(parts[1])-\(parts[0])"))
}

private func amount(_ field: String) throws -> Money {
  let parts = field.split(separator: ",")
  try #require(parts.count == 2 && parts[1].count == 2, "\(field)")
  return Money(minorUnits: try #require(Int64(parts[0] + parts[1])))
}
