import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct DecayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decay",
    abstract: "How the probability of payment falls with days past due.",
    discussion: """
      Examples:
        encours decay ledger.csv --as-of 2025-12-31
        encours decay ledger.csv --format csv
        encours decay ledger.csv --weight amount --interval client
        encours decay ledger.csv --by segment --show test --format csv
        encours decay ledger.csv --from 45 --show tail

      A table and Markdown show every part; CSV and JSON show one, by --show. With --by segment each row begins with \
      the segment. A figure on fewer than 10 invoices at risk, payments or clients is withheld; the curve itself goes on to the \
      last invoice at risk, if it is of 10 invoices at all. Where nobody or everybody ended in some manner there is no \
      interval.

      curve     day (past due), at_risk, unpaid (probability of being still open after that day: Kaplan–Meier) with its \
      95 % interval, paid_within_30 (probability of payment in the next 30 days if open then) with its interval.
      outcomes  day, outcome (paid, credited, written_off, open), probability (Aalen–Johansen), low, high.
      hazard    first_day, last_day, at_risk, payments, daily_hazard (payments / days at risk), low, high.
      knee      split (--from), hazard_before and hazard_after it over as many days each, their ratio with a bootstrap \
      interval, clients. It compares two periods; that the pace changes on that day itself is not tested.
      tail      law (exponential, weibull) of the payments after --from, at_risk, payments, half_life of what is open \
      then with its interval, shape with its interval, log_likelihood, aic, p_value of a constant hazard.
      test      log_rank and log_rank_by_client, with chi_squared, degrees_of_freedom, p_value, clients; --by segment only.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: "A curve for each: segment.")
  var by: DecayGrouping?

  @Option(help: "What counts as one: each invoice, or each unit of amount. invoice or amount.")
  var weight: DecayWeight = .invoice

  @Option(
    help: """
      What the intervals of curve and outcomes take as drawn at random: the invoices of given clients, or the clients. \
      invoice or client; by amount always client. The other parts always take clients.
      """)
  var interval: DecayAnalysis.Sampling?

  @Option(
    help: ArgumentHelp("Day past due of the knee, after which the tail begins. Default: 30.", valueName: "day"))
  var from: Int?

  @Option(
    name: [.customLong("show"), .customLong("what")],
    help: ArgumentHelp(
      "Part to show: curve, outcomes, hazard, knee, tail or test. Default: all, and curve for csv and json.",
      valueName: "part"))
  var show: DecayAnalysis.Part?

  @Option(help: "Replicates of the knee's bootstrap. Default: 999.")
  var replicates: Int?

  @Option(help: "Seed of the bootstrap. Default: 1.")
  var seed: UInt64?

  func validate() throws {
    if let from, !(1...365).contains(from) { throw ValidationError("--from must be between 1 and 365.") }
    if let replicates, !(99...99_999).contains(replicates) {
      throw ValidationError("--replicates must be between 99 and 99999.")
    }
    if weight == .amount, interval == .invoice {
      throw ValidationError("--weight amount has no --interval invoice: the euros of one invoice are paid together.")
    }
    if show == .test, by == nil { throw ValidationError("--show test compares segments: add --by segment.") }
    try refuse("--interval", isGiven: interval != nil, besides: [.curve, .outcomes])
    try refuse("--from", isGiven: from != nil, besides: [.knee, .tail])
    try refuse("--replicates", isGiven: replicates != nil, besides: [.knee])
    try refuse("--seed", isGiven: seed != nil, besides: [.knee])
  }

  /// Refuses what the part asked for by name does not depend on.
  private func refuse(_ option: String, isGiven: Bool, besides parts: [DecayAnalysis.Part]) throws {
    guard isGiven, let show, !parts.contains(show) else { return }
    let names = parts.map(\.rawValue).joined(separator: " or ")
    throw ValidationError("\(option) has no effect on the part \(show): ask for --show \(names), or leave it out.")
  }

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    try ledger.requirePaymentDays(snapshot)
    if let missing = snapshot.missingSettlements(on: ledger.executor) {
      Terminal.note(MissingSettlementWords.sentence(missing, ledger.language))
    }
    let parts = show.map { [$0] } ?? (format.isForPeople ? DecayAnalysis.Part.allCases : [.curve])
    var settings = DecayAnalysis.Settings()
    settings.weight = weight
    settings.sampling = interval ?? (weight == .amount ? .client : .invoice)
    settings.from = from ?? settings.from
    settings.parts = Set(parts)
    settings.replicates = replicates ?? settings.replicates
    settings.seed = seed ?? settings.seed
    let groups = by == .segment ? ClientGroups.segments(snapshot) : .whole(snapshot)
    let analysis = DecayAnalysis(snapshot, settings, by: groups, on: ledger.executor)
    if by != nil, parts.contains(.test), groups.names.count > DecayAnalysis.maximumGroups {
      let (count, most) = (groups.names.count, DecayAnalysis.maximumGroups)
      Terminal.note(
        ledger.language(
          en: "\(count) segments: more than \(most) are not compared with each other",
          fr: "\(count) segments : au-delà de \(most), ils ne sont pas comparés entre eux"))
    }
    for part in parts where part != .test || by != nil {
      let table = part.table(analysis, ledger.language, isReadable: format.isForPeople)
      let title = parts.count > 1 ? part.title(analysis, ledger.language) : nil
      try format.print(table, title: title, ledger.language, snapshot.currency)
    }
    try ledger.exitIfTooManyRejected(reading)
  }
}

enum DecayGrouping: String, ExpressibleByArgument, CaseIterable {
  case segment
}

extension DecayWeight: ExpressibleByArgument {}
extension DecayAnalysis.Sampling: ExpressibleByArgument {}
extension DecayAnalysis.Part: ExpressibleByArgument {}
