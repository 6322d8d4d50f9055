/// What the numbers of a candidate say: each valid or not, and whether they are of one company.
public struct Identity: Sendable, Equatable {
  public enum Number: String, Sendable, CaseIterable { case siren, siret, vat }

  /// Of the numbers given.
  public let problems: [Problem]
  /// By the SIREN, or else by the SIRET or the VAT number; `nil` where none is valid.
  public let siren: Siren?
  /// Whether any number was given.
  public let isGiven: Bool
  /// A SIRET of Monaco, whose check is not known here.
  public let isMonaco: Bool
  /// A VAT key with letters cannot be checked here.
  public let hasUncheckedKey: Bool

  public enum Problem: Sendable, Hashable {
    case number(Number, CompanyNumberProblem)
    /// The numbers belong to different companies.
    case differ

    /// The key of a VAT number is by a formula that no official text was found for: a sign, where the others are proofs.
    public var isProof: Bool { self != .number(.vat, .vatKey) }
  }

  public init(siren: String, siret: String, vat: String) {
    var problems: [Problem] = []
    func read<Value>(_ text: String, _ number: Number, _ read: (String) throws(CompanyNumberProblem) -> Value) -> Value?
    {
      if text.isEmpty { return nil }
      do throws(CompanyNumberProblem) {
        return try read(text)
      } catch {
        problems.append(.number(number, error))
        return nil
      }
    }
    let company = read(siren, .siren) { (text) throws(CompanyNumberProblem) in try Siren(text) }
    let establishment = read(siret, .siret) { (text) throws(CompanyNumberProblem) in try Siret(text) }
    let tax =
      read(vat, .vat) { (text) throws(CompanyNumberProblem) in
        // Only French numbers have a SIREN to check.
        let plain = CompanyNumberText.plain(text)
        let isForeign = plain.prefix(2).utf8.allSatisfy { (65...90).contains($0) } && !plain.hasPrefix("FR")
        return isForeign ? nil : try FrenchVAT(text)
      } ?? nil
    let all = Set([company, establishment?.siren, tax?.siren].compactMap(\.self))
    if all.count > 1 { problems.append(.differ) }
    self.problems = problems
    self.siren = company ?? establishment?.siren ?? tax?.siren
    isGiven = !(siren + siret + vat).isEmpty
    isMonaco = establishment?.kind == .monaco
    hasUncheckedKey = tax.map { $0.key == nil } ?? false
  }

  /// Good for numbers that are those of one company, bad for a proof that they are not.
  public var signal: Signal {
    Signal(
      .identity,
      problems.contains(where: \.isProof) ? .bad : !problems.isEmpty ? .neutral : siren != nil ? .good : .unknown)
  }
}
