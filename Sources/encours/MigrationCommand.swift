import ArgumentParser
import Ingest
import Receivables
import Reports
import Statistics
import Tables

struct MigrationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migration",
    abstract: "How open amounts move from one age to the next, and where they end: roll rates and a Markov chain.",
    discussion: """
      Examples:
        encours migration ledger.csv --as-of 2025-12-31
        encours migration ledger.csv --show ends --format csv
        encours migration ledger.csv --recovery 0.3 --outlook 1.1

      Steps of 30 days back from the as-of day, through buckets of 30 days: what is still open has moved on by one. \
      Amounts include tax. Intervals are of 95 % and allow for clients that differ; a figure is withheld when fewer than 2 \
      clients were in a bucket on the way, the number of steps when fewer than 10 were.

      --show states: one row a bucket over all steps, with the share that rolls on and the share that gets to the oldest \
      bucket, by the product of the roll rates and by the chain's matrix. Loss rate: (gets to the oldest bucket × (1 − \
      recovery) + written off before) × outlook.
      --show ends: where amounts end when all is settled, and after how many steps. Where no write-off is recorded the \
      ends are withheld: whatever no credit note ends would be paid, by construction.
      --show rolls: the roll rates of each step, as they were. --show matrix: where amounts were a step later, over all \
      steps. --show moves: the same, a row a move, with intervals. --show visits: the fundamental matrix (I − Q)⁻¹, the steps \
      that an amount is expected to be in each bucket, a row an element.

      CSV columns of states: state, items and clients and amount at the start of steps, roll, roll_low, roll_high, \
      loss_by_rolls, loss_by_matrix, loss_low, loss_high, loss_rate, loss_rate_low, loss_rate_high. Of ends: state, \
      clients, paid, paid_low, paid_high, likewise credited and written_off, unknown (got where nothing was ever open at \
      the start of a step), steps, steps_low, steps_high.
      """)

  @OptionGroup var ledger: LedgerOptions
  @OptionGroup var format: FormatOptions

  @Option(help: ArgumentHelp("Part to show: states, ends, rolls, matrix, moves or visits.", valueName: "part"))
  var show: MigrationView = .states

  @Option(help: "Steps back from the as-of day.")
  var steps: Int = 12

  @Option(help: ArgumentHelp("Days of a bucket and of a step.", valueName: "days"))
  var width: Int = 30

  @Option(help: "Past-due buckets before the oldest, in which an amount counts as lost.")
  var buckets: Int = 6

  @Option(
    help: ArgumentHelp("Share still recovered from the oldest bucket: an assumption. Default: 0.", valueName: "share"))
  var recovery: Double?

  @Option(
    help: ArgumentHelp(
      "What past losses are multiplied by for the future: an assumption. Default: 1.", valueName: "factor"))
  var outlook: Double?

  func validate() throws {
    if !(1...120).contains(steps) { throw ValidationError("--steps must be between 1 and 120.") }
    if !(1...366).contains(width) { throw ValidationError("--width must be between 1 and 366.") }
    if !(1...36).contains(buckets) { throw ValidationError("--buckets must be between 1 and 36.") }
    if show != .states, recovery != nil || outlook != nil {
      throw ValidationError("--recovery and --outlook are about the loss rate: they go with --show states.")
    }
    if let recovery, !(0...1).contains(recovery) { throw ValidationError("--recovery must be between 0 and 1.") }
    if let outlook, !(0...100).contains(outlook) { throw ValidationError("--outlook must be between 0 and 100.") }
  }

  func run() throws {
    let reading = try ledger.read()
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    try ledger.requirePaymentDays(snapshot)
    let metric = Migration(asOf: reading.asOf, width: width, buckets: buckets, steps: steps)
    let transitions = snapshot.evaluate(metric, on: ledger.executor)
    let tables = MigrationTable(transitions, ledger.language, isForPeople: format.isForPeople)
    let words = MigrationWords(transitions, width: width, ledger.language)
    if let failure = tables.failure, [.ends, .visits].contains(show) { Terminal.note(failure) }
    if show == .ends, !format.isForPeople, let writeOffs = words.writeOffs { Terminal.note(writeOffs) }
    let (recovery, outlook) = (self.recovery ?? 0, self.outlook ?? 1)
    let (table, title) =
      switch show {
      case .states: (tables.states(recovery: recovery, outlook: outlook), words.states)
      case .ends: (tables.ends, words.ends)
      case .rolls: (tables.rolls, words.rolls)
      case .matrix: (tables.matrix, words.matrix)
      case .moves: (tables.moves, words.moves)
      case .visits: (tables.visits, words.visits)
      }
    var notes = [words.steps]
    if show == .states { notes.append(words.loss(recovery: recovery, outlook: outlook)) }
    if show == .states || show == .ends, let writeOffs = words.writeOffs { notes.append(writeOffs) }
    try format.print(
      table, title: format.isForPeople ? title : nil, notes: format.isForPeople ? notes : [], ledger.language,
      snapshot.currency)
    try ledger.exitIfTooManyRejected(reading)
  }
}

enum MigrationView: String, ExpressibleByArgument, CaseIterable {
  case states, ends, rolls, matrix, moves, visits
}
