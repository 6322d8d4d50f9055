import Receivables
import TestSupport
import Testing

@testable import Statistics

@Suite struct LogRankTestTests {
  private func tables(_ file: String, group: String, groups: Int) throws -> [LifeTable] {
    let rows = try Files.referenceTable(file)
    return (0..<groups).map { wanted in
      LifeTable(rows.filter { Int($0[group]!) == wanted }) { row in
        Spell(entry: nil, exit: Int(row["time"]!), end: row["event"] == 1 ? .paid : .censored, weight: 1)
      }
    }
  }

  private func expect(
    _ found: LogRankTest?, _ reference: DecayReference.Test, _ place: SourceLocation = #_sourceLocation
  ) {
    expectNear(found?.statistic, reference.chiSquared, nil, place)
    #expect(found?.degreesOfFreedom == reference.degreesOfFreedom, sourceLocation: place)
    expectNear(found?.p, reference.p, nil, place)
  }

  /// R's `survdiff`: both arms of Freireich et al. (1963), whose χ² is printed as 16.79 in Kleinbaum & Klein, Survival
  /// Analysis, 3rd ed. (2012), §2.IV.
  @Test func remissionOfLeukemia() throws {
    let reference = try #require(DecayReference.values?.gehan.logRank)
    let found = LogRankTest(LogRankScore(try tables("survival_gehan.csv", group: "control", groups: 2)))
    expect(found, reference)
    #expect(abs(try #require(found).statistic - 16.79) <= 0.005)
  }

  /// Four groups.
  @Test func lungCancerByCellType() throws {
    let reference = try #require(DecayReference.values?.veteran.logRank)
    expect(LogRankTest(LogRankScore(try tables("survival_veteran.csv", group: "group", groups: 4))), reference)
  }

  @Test func aGroupThatNobodyIsInDoesNotCount() throws {
    var groups = try tables("survival_gehan.csv", group: "control", groups: 2)
    let expected = LogRankTest(LogRankScore(groups))
    groups.insert(LifeTable(), at: 1)
    #expect(LogRankTest(LogRankScore(groups)) == expected)
    groups[0] = LifeTable()
    #expect(LogRankTest(LogRankScore(groups)) == nil, "one group alone")
    #expect(LogRankTest(LogRankScore([])) == nil)
  }

  @Test func theOrderOfGroupsDoesNotMatter() throws {
    let groups = try tables("survival_veteran.csv", group: "group", groups: 4)
    let (forward, backward) = (LogRankTest(LogRankScore(groups)), LogRankTest(LogRankScore(groups.reversed())))
    expectNear(forward?.statistic, backward?.statistic)
  }

  /// The robust score test of R's `coxph`, with 32 clusters of a few patients each.
  @Test(arguments: [DecayWeight.invoice, .amount]) func byClient(weight: DecayWeight) throws {
    let reference = try #require(DecayReference.values?.veteran)
    let snapshot = try Veterans.snapshot()
    let groups = ClientGroups.segments(snapshot)
    #expect(groups.names == ["0", "1", "2", "3"])
    let tables: [LifeTable] = snapshot.evaluate(Grouped(PaymentDecay(weight: weight), by: groups), on: .serial)
    let score = LogRankScore(tables)
    let scores: ClientScores.Answer = snapshot.evaluate(
      ClientScores(score, weight: weight, groups: groups), on: .serial)
    #expect(scores.clients == 32)
    expect(
      LogRankTest(score, scores), weight == .invoice ? reference.logRankByCluster : reference.logRankByClusterWeighted)
  }
}

/// The Veterans' Administration lung cancer trial as a ledger: a patient is an invoice, a cluster a client, a cell type a
/// segment, a Karnofsky score an amount.
enum Veterans {
  static func snapshot() throws -> Snapshot {
    let rows = try Files.referenceTable("survival_veteran.csv").enumerated().map { index, row in
      let (time, isDead) = (Int(row["time"]!), row["event"] == 1)
      let due = isDead ? 0 : 2_000 - time
      return InvoiceRow(
        "V\(index)", client: "K\(Int(row["cluster"]!))", segment: "\(Int(row["group"]!))", issued: due, due: due,
        amount: Int64(row["weight"]!), paidOn: isDead ? time : nil)
    }
    #expect(rows.count == 137)
    return .of(rows, asOf: 2_000)
  }
}
