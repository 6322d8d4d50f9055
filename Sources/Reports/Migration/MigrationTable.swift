internal import Receivables
public import Statistics
public import Tables

/// How amounts move between ages, as tables.
public struct MigrationTable: Sendable {
  private let transitions: Transitions
  private let language: Language
  private let isForPeople: Bool

  /// - Parameter isForPeople: States in words, rather than the stable names of files for scripts.
  public init(_ transitions: Transitions, _ language: Language, isForPeople: Bool) {
    self.transitions = transitions
    self.language = language
    self.isForPeople = isForPeople
  }

  /// One row a state: its roll rate, and the share that gets into the oldest bucket.
  ///
  /// - Parameters:
  ///   - recovery: The share still recovered of what got into the oldest bucket.
  ///   - outlook: What past losses are multiplied by.
  public func states(recovery: Double, outlook: Double) -> Table {
    let toLoss = transitions.chainToLoss()
    let (items, clients) = (transitions.itemCounts, transitions.clientCounts)
    let columns =
      [
        state, Column("items", language(en: "Items, all steps", fr: "Pièces, cumul")), self.clients,
        amount,
        Column("roll", language(en: "Roll rate", fr: "Taux de passage")),
      ] + IntervalColumns.columns(language, prefix: "roll_") + [
        Column(
          "loss_by_rolls", language(en: "Gets to \(oldest), by rolls", fr: "Atteint \(oldest), par les taux")),
        Column("loss_by_matrix", language(en: "by the matrix", fr: "par la matrice")),
      ] + IntervalColumns.columns(language, prefix: "loss_") + [
        Column("loss_rate", language(en: "Loss assumed", fr: "Perte supposée"))
      ] + IntervalColumns.columns(language, prefix: "loss_rate_")
    return Table(
      columns,
      rows: transitions.stateNames.indices.map { state in
        let amount = transitions.amounts[state].reduce(.zero, +)
        let isLast = state == transitions.stateNames.count - 1
        let lost = isLast ? nil : transitions.probability(toLoss, of: .lost, from: state)
        let isKnown = isLast || lost?.estimate != nil
        let byRolls: Cell = isKnown ? .optional(transitions.lossByRolls(from: state)) { .share($0) } : .blank
        return [name(state), .integer(items[state]), .integer(clients[state]), .money(amount)]
          + IntervalColumns.cells(transitions.roll(from: state), language) + [byRolls]
          + (isLast ? [.share(1), .blank, .blank] : IntervalColumns.cells(lost, language))
          + IntervalColumns.cells(transitions.lossRate(from: state, recovery: recovery, outlook: outlook), language)
      })
  }

  /// One row a state: where its amounts end when all is settled, and after how many steps. Where nothing was written off,
  /// the ends are withheld.
  public var ends: Table {
    let chain = transitions.chain()
    let exits: [(Transitions.Outcome.End, Column)] = [
      (.paid, Column("paid", language(en: "Paid", fr: "Payé"))),
      (.credited, Column("credited", language(en: "Credited", fr: "Annulé par avoir"))),
      (.writtenOff, Column("written_off", language(en: "Written off", fr: "Passé en perte"))),
    ]
    let untold = language(en: "no write-off recorded", fr: "aucune perte enregistrée")
    return Table(
      [state, clients] + exits.flatMap { [$1] + IntervalColumns.columns(language, prefix: $1.key + "_") } + [
        Column("unknown", language(en: "Not known", fr: "Non connu")),
        Column("steps", language(en: "Steps", fr: "Périodes")),
      ] + IntervalColumns.columns(language, prefix: "steps_"),
      rows: transitions.stateNames.indices.map { state in
        [name(state), .integer(transitions.clientCounts[state])]
          + exits.flatMap { end, _ -> [Cell] in
            transitions.hasWriteOffs
              ? IntervalColumns.cells(transitions.probability(chain, of: end, from: state), language)
              : [.withheld(untold), .blank, .blank]
          } + [.optional(chain?.probability(of: .unknown, from: state)) { .share($0) }]
          + IntervalColumns.cells(transitions.steps(chain, from: state), language) { .days($0) }
      })
  }

  /// One row a step: the roll rate from each bucket to the next.
  public var rolls: Table {
    let names = transitions.stateNames.dropLast()
    return Table(
      [Column("start", language(en: "From", fr: "Du")), Column("end", language(en: "To", fr: "Au"))]
        + names.map { Column("roll_" + BucketWords.columnKey($0), BucketWords.short($0, language)) },
      rows: transitions.steps.map { step in
        [.day(step.start), .day(step.end)]
          + names.indices.map { state in .optional(step.roll(from: state)) { .share($0) } }
      })
  }

  /// One row a state: where its amounts are a step later.
  public var matrix: Table {
    let exits = [
      Column("paid", language(en: "Paid", fr: "Payé")),
      Column("credited", language(en: "Credited", fr: "Annulé par avoir")),
      Column("written_off", language(en: "Written off", fr: "Passé en perte")),
    ]
    let (probabilities, amounts) = (transitions.probabilities, transitions.amounts)
    let targets =
      transitions.stateNames.map { Column(BucketWords.columnKey($0), BucketWords.short($0, language)) } + exits
    return Table(
      [state, amount] + targets,
      rows: amounts.indices.map { state in
        [name(state), .money(amounts[state].reduce(.zero, +))]
          + targets.indices.map { target in .optional(probabilities[state]) { .share($0[target]) } }
      })
  }

  /// One row a state and a move: the cells of the matrix with their intervals.
  public var moves: Table {
    let amounts = transitions.amounts
    return Table(
      [
        state, Column("move", language(en: "A step later", fr: "Une période après"), isNumeric: false), clients,
        amount, Column("share", language(en: "Share", fr: "Part")),
      ] + IntervalColumns.columns(language, prefix: "share_"),
      rows: amounts.indices.flatMap { from in
        Transitions.Move.allCases.compactMap { move in
          transitions.share(move, from: from).map { share in
            [
              name(from), .text(isForPeople ? word(move) : move.rawValue), .integer(transitions.clientCounts[from]),
              .money(amounts[from].reduce(.zero, +)),
            ] + IntervalColumns.cells(share, language)
          }
        }
      })
  }

  private func word(_ move: Transitions.Move) -> String {
    switch move {
    case .stayed: language(en: "in the same", fr: "dans la même")
    case .rolled: language(en: "in the next", fr: "dans la suivante")
    case .paid: language(en: "paid", fr: "payé")
    case .credited: language(en: "credited", fr: "annulé par avoir")
    case .writtenOff: language(en: "written off", fr: "passé en perte")
    }
  }

  /// One row for each state that amounts of a state get to: how many steps they are expected to be there before they end.
  public var visits: Table {
    let chain = transitions.chain()
    let states = transitions.stateNames.indices
    return Table(
      [
        state, Column("to", language(en: "In", fr: "Dans"), isNumeric: false),
        Column("visits", language(en: "Steps there", fr: "Périodes")),
      ] + IntervalColumns.columns(language, prefix: "visits_"),
      rows: states.flatMap { from in
        states.compactMap { to in
          transitions.visits(chain, to: to, from: from).map {
            [name(from), name(to)] + IntervalColumns.cells($0, language) { .number($0) }
          }
        }
      })
  }

  /// Why there is nothing about the end; `nil` when there is.
  public var failure: String? {
    switch transitions.chain()?.chain {
    case .success: nil
    case nil:
      language(en: "nothing was open at the start of any step", fr: "rien n'était ouvert au début d'aucune période")
    case .failure(.neverEnds(let state)):
      language(
        en: "nothing ever left '\(BucketWords.name(transitions.stateNames[state], language))' in these steps, so that "
          + "where amounts end cannot be told. Take more of them with --steps.",
        fr:
          "rien n'a quitté « \(BucketWords.name(transitions.stateNames[state], language)) » pendant ces périodes : ce "
          + "que deviennent les montants ne peut être dit. En prendre davantage avec --steps.")
    case .failure(.nearlyNeverEnds):
      language(
        en: "next to nothing ever leaves a bucket in these steps, so that where amounts end cannot be told",
        fr: "presque rien ne quitte une tranche pendant ces périodes : ce que deviennent les montants ne peut être dit")
    }
  }

  /// At the start of a step, over all steps.
  private var amount: Column { Column("amount", language(en: "Amount, all steps", fr: "Montant, cumul")) }

  /// The oldest bucket, in a word.
  private var oldest: String { BucketWords.short(transitions.stateNames.last!, language) }

  private var clients: Column { Column("clients", "Clients") }

  private var state: Column { Column("state", language(en: "Days past due", fr: "Retard"), isNumeric: false) }

  private func name(_ state: Int) -> Cell {
    let name = transitions.stateNames[state]
    return .text(isForPeople ? BucketWords.name(name, language) : name)
  }
}
