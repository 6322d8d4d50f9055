import Solvency
import TestSupport
import Testing

/// Numbers of companies. Valid examples: 732829320 and its head office are in many published examples of the rule;
/// 428701981 too; 356000000 is La Poste.
@Suite struct CheckDigitTests {
  private func problem(_ body: () throws(CompanyNumberProblem) -> Void) -> CompanyNumberProblem? {
    do throws(CompanyNumberProblem) { try body() } catch { return error }
    return nil
  }

  private func siren(_ text: String) -> CompanyNumberProblem? {
    problem { () throws(CompanyNumberProblem) in _ = try Siren(text) }
  }
  private func siret(_ text: String) -> CompanyNumberProblem? {
    problem { () throws(CompanyNumberProblem) in _ = try Siret(text) }
  }
  private func vat(_ text: String) -> CompanyNumberProblem? {
    problem { () throws(CompanyNumberProblem) in _ = try FrenchVAT(text) }
  }

  @Test(arguments: ["732829320", "732 829 320", "428701981", "356000000"]) func validSiren(text: String) {
    #expect(siren(text) == nil)
  }

  @Test func invalidSiren() {
    #expect(siren("732829321") == .checkDigits)
    #expect(siren("000000000") == .checkDigits, "zeros pass Luhn's rule, and are no company")
    #expect(siren("73282932") == .length(found: 8, expected: 9))
    #expect(siren("7328293200") == .length(found: 10, expected: 9))
    #expect(siren("73282932A") == .characters)
    #expect(siren("") == .length(found: 0, expected: 9))
    // 005520176 read by a spreadsheet.
    #expect(siren("5520176") == .leadingZerosLost(found: 7, expected: 9))
  }

  @Test func siretOfAnEstablishment() throws {
    let siret = try Siret("732 829 320 00074")
    #expect(siret.siren?.text == "732829320")
    #expect(self.siret("73282932000075") == .checkDigits)
    #expect(self.siret("732829320") == .length(found: 9, expected: 14))
    #expect(self.siret("7328293200007A") == .characters)
    // Fourteen digits that pass together, of a SIREN that does not.
    #expect(self.siret("73282932100073") == .checkDigits)
  }

  /// The head office 35600000000048 passes Luhn's rule (its digits sum to 26); establishments have sums that are
  /// multiples of 5.
  @Test func laPoste() {
    #expect(siret("35600000000048") == nil)
    #expect(siret("35600000000001") == nil, "3 + 5 + 6 + 1 = 15")
    #expect(siret("35600000000002") == .checkDigits, "16, and not by Luhn's rule either")
    #expect(siret("73282932000001") == .checkDigits, "the rule is La Poste's alone")
  }

  @Test func monaco() throws {
    #expect(try Siret("MONACOCONFO001").kind == .monaco)
    #expect(try Siret("monacoconfo001").siren == nil)
    #expect(siret("MONACOCONFO01") == .length(found: 13, expected: 14))
    #expect(siret("MONACOCONFO0é1") == .characters)
  }

  @Test func vatNumbers() throws {
    // As worked at tools.gera.services/france-vat-number-validator and escec-international.com/fr/tva-intracommunautaire.
    #expect(try FrenchVAT("FR44732829320").key == 44)
    #expect(try FrenchVAT("FR83404833048").key == 83)
    #expect(try FrenchVAT("fr 44 732 829 320").siren.text == "732829320")
    #expect(try FrenchVAT("44732829320").key == 44)
    #expect(try FrenchVAT("FRAB732829320").key == nil, "keys with letters exist and are not checked")
    #expect(vat("FR45732829320") == .vatKey)
    #expect(vat("FR44732829321") == .checkDigits)
    #expect(vat("FR4473282932") == .length(found: 10, expected: 11))
    #expect(vat("FR4é732829320") == .characters)
  }

  /// Every change of one digit is seen.
  @Test func oneDigitChanged() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let digits = luhnValid(count: Bool.random(using: &random) ? 9 : 14, &random)
      #expect(Luhn.isValid(digits))
      for place in digits.indices {
        for other in 0...9 where other != digits[place] {
          var changed = digits
          changed[place] = other
          #expect(!Luhn.isValid(changed), "\(digits) → \(changed)")
        }
      }
    }
  }

  /// Every swap of two neighbours is seen but 09 ↔ 90, whose doubled sums are equal (0 + 9 and 18 → 9, 0).
  @Test func twoNeighboursSwapped() {
    var random = SeededGenerator(seed: 2)
    var unseen = 0
    for _ in 0..<2_000 {
      let digits = luhnValid(count: Bool.random(using: &random) ? 9 : 14, &random)
      for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
        var swapped = digits
        swapped.swapAt(place, place + 1)
        let isBlind = Set(digits[place...place + 1]) == [0, 9]
        #expect(Luhn.isValid(swapped) == isBlind)
        if isBlind { unseen += 1 }
      }
    }
    #expect(unseen > 50, "the exception occurs")
  }

  private func luhnValid(count: Int, _ random: inout SeededGenerator) -> [Int] {
    let body = (1..<count).map { _ in Int.random(in: 0...9, using: &random) }
    return (0...9).map { body + [$0] }.first(where: Luhn.isValid)!
  }

  @Test func numbersOfOneCompany() {
    let whole = Identity(siren: "732829320", siret: "73282932000074", vat: "FR44732829320")
    #expect(whole.problems.isEmpty && whole.signal.direction == .good)
    let two = Identity(siren: "428701981", siret: "73282932000074", vat: "")
    #expect(two.problems == [.differ] && two.signal.direction == .bad)
    let key = Identity(siren: "732829320", siret: "", vat: "FR45732829320")
    #expect(key.signal.direction == .neutral, "the formula of the key has no official source: no proof")
    #expect(Identity(siren: "", siret: "", vat: "").signal.direction == .unknown)
    #expect(Identity(siren: "", siret: "", vat: "DE123456789").problems.isEmpty, "only French numbers are checked")
  }
}
