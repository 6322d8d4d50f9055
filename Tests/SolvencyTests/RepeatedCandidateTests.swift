import Testing

@testable import Solvency

@Suite struct RepeatedCandidateTests {
  private func matches(_ rows: (siren: String?, code: String, name: String)...) -> [RepeatedCandidates.Match?] {
    RepeatedCandidates(
      rows.map {
        RepeatedCandidates.Keys(
          siren: $0.siren.map { try! Siren($0) }, code: $0.code, name: CompanyName.key($0.name))
      }
    ).matches
  }

  @Test func eachNamesTheFirstOther() {
    let found = matches(
      ("732829320", "A", "Dupont"), (nil, "B", "Durand SARL"), ("732829320", "C", "Dupont et Cie"),
      (nil, "B", "Martin"), (nil, "", "durand"), ("732829320", "", ""), (nil, "", ""), (nil, "", ""))
    #expect(
      found == [
        .init(reason: .siren, candidate: 2), .init(reason: .code, candidate: 3), .init(reason: .siren, candidate: 0),
        .init(reason: .code, candidate: 1), .init(reason: .name, candidate: 1), .init(reason: .siren, candidate: 0),
        nil, nil,
      ])
  }

  @Test func rowsOfTheirOwn() {
    #expect(matches((nil, "A", "Dupont"), (nil, "B", "Dupond")) == [nil, nil])
  }
}
