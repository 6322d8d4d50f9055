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

  /// One row a state: its roll rate, and where its amounts end.
  ///
  /// - Parameters:
  ///   - recovery: The share still recovered of what got into the oldest bucket.
  ///   - outlook: What past losses are multiplied by.
  public func states(recovery: Double, outlook: Double) -> Table {
    let (chain, toLoss) = (transitions.chain(), transitions.chainToLoss())
    let (items, clients) = (transitions.itemCounts, transitions.clientCounts)
    func share(_ value: Double?) -> Cell { .optional(value) { .share($0) } }
    func estimate(_ estimate: Estimate?, _ state: Int) -> [Cell] {
      guard let estimate else { return [.notEnoughData(n: items[state]), .blank, .blank] }
      return [.share(estimate.value), share(estimate.low), share(estimate.high)]
    }
    let columns = [
      state, Column("items", language(en: "Items", fr: "Pièces")),
      Column("clients", language(en: "Clients", fr: "Clients")),
      Column("amount", language(en: "Amount", fr: "Montant")),
      Column("roll", language(en: "Rolls on", fr: "Passe au suivant")),
      Column("roll_low", language(en: "95% low", fr: "borne basse")),
      Column("roll_high", language(en: "95% high", fr: "borne haute")),
      Column("loss_by_rolls", language(en: "Gets to the last, by rolls", fr: "Atteint la dernière, par taux")),
      Column("loss_low", language(en: "95% low", fr: "borne basse")),
      Column("loss_high", language(en: "95% high", fr: "borne haute")),
      Column("loss_by_matrix", language(en: "by matrix", fr: "par matrice")),
      Column("loss_rate", language(en: "Loss rate", fr: "Taux de perte")),
      Column("paid", language(en: "Paid in the end", fr: "Payé à terme")),
      Column("credited", language(en: "Credited", fr: "En avoir")),
      Column("written_off", language(en: "Written off", fr: "Irrécouvrable")),
      Column("steps", language(en: "Steps until then", fr: "Pas jusque-là")),
    ]
    return Table(
      columns,
      rows: transitions.stateNames.indices.map { state in
        let amount = transitions.amounts[state].reduce(.zero, +)
        let isLast = state == transitions.stateNames.count - 1
        return [
          name(state), .integer(items[state]), .integer(clients[state]), .money(amount),
        ] + (isLast ? [.blank, .blank, .blank] : estimate(transitions.roll(from: state), state))
          + estimate(transitions.lossByRolls(from: state), state) + [
            share(isLast ? 1 : toLoss?.probability(of: .lost, from: state)),
            share(transitions.lossRate(from: state, recovery: recovery, outlook: outlook)),
            share(chain?.probability(of: .paid, from: state)), share(chain?.probability(of: .credited, from: state)),
            share(chain?.probability(of: .writtenOff, from: state)),
            .optional(chain?.expectedSteps(from: state)) { .days($0) },
          ]
      })
  }

  /// One row a step: the roll rate from each bucket to the next.
  public var rolls: Table {
    let names = transitions.stateNames.dropLast()
    return Table(
      [Column("start", language(en: "From", fr: "Du")), Column("end", language(en: "To", fr: "Au"))]
        + names.map { Column("roll_" + BucketWords.columnKey($0), BucketWords.name($0, language)) },
      rows: transitions.steps.map { step in
        [.day(step.start), .day(step.end)]
          + names.indices.map { state in .optional(step.roll(from: state)) { .share($0) } }
      })
  }

  /// One row a state: where its amounts are a step later.
  public var matrix: Table {
    let exits = [
      Column("paid", language(en: "Paid", fr: "Payé")), Column("credited", language(en: "Credited", fr: "En avoir")),
      Column("written_off", language(en: "Written off", fr: "Irrécouvrable")),
    ]
    let (probabilities, amounts) = (transitions.probabilities, transitions.amounts)
    let targets =
      transitions.stateNames.map { Column(BucketWords.columnKey($0), BucketWords.name($0, language)) } + exits
    return Table(
      [state, Column("amount", language(en: "Amount", fr: "Montant"))] + targets,
      rows: amounts.indices.map { state in
        [name(state), .money(amounts[state].reduce(.zero, +))]
          + targets.indices.map { target in .optional(probabilities[state]) { .share($0[target]) } }
      })
  }

  /// One row a state: how many steps an amount is expected to be in each state before it ends.
  public var visits: Table {
    let chain = transitions.chain()
    let states = transitions.stateNames.indices
    return Table(
      [state] + transitions.stateNames.map { Column(BucketWords.columnKey($0), BucketWords.name($0, language)) },
      rows: states.map { from in
        [name(from)] + states.map { to in .optional(chain?.expectedVisits(to: to, from: from)) { .number($0) } }
      })
  }

  /// Why there is nothing about the end; `nil` when there is.
  public var failure: String? {
    switch transitions.chain()?.chain {
    case .success: nil
    case nil: language(en: "nothing was open at the start of any step", fr: "rien n'était ouvert au début d'aucun pas")
    case .failure(.neverEnds(let state)):
      language(
        en: "nothing ever left '\(BucketWords.name(transitions.stateNames[state], language))' in these steps, so that "
          + "where amounts end cannot be told. Take more of them with --steps.",
        fr:
          "rien n'a quitté « \(BucketWords.name(transitions.stateNames[state], language)) » pendant ces pas : la fin des "
          + "montants ne peut être dite. En prendre davantage avec --steps.")
    case .failure(.nearlyNeverEnds):
      language(
        en: "next to nothing ever leaves a bucket in these steps, so that where amounts end cannot be told",
        fr: "presque rien ne quitte une tranche pendant ces pas : la fin des montants ne peut être dite")
    }
  }

  private var state: Column { Column("state", language(en: "Days past due", fr: "Retard"), isNumeric: false) }

  private func name(_ state: Int) -> Cell {
    let name = transitions.stateNames[state]
    return .text(isForPeople ? BucketWords.name(name, language) : name)
  }
}
