import Foundation
import Solvency
import Yams

/// `encours.yml`: thresholds of the user's own.
///
/// ```yaml
/// assess:
///   tolerated_loss: 20000
///   deposit: 0.4
/// ```
enum SettingsFile {
  static let standardName = "encours.yml"

  /// The policy a file describes; thresholds it does not name keep their standard values.
  ///
  /// - Parameter path: `nil` for `encours.yml` in the working folder, if there is one.
  static func policy(_ path: String?) throws -> CreditPolicy {
    let name = path ?? standardName
    if path == nil, !FileManager.default.fileExists(atPath: name) { return CreditPolicy() }
    let text: String
    do {
      text = try String(contentsOf: URL(fileURLWithPath: name), encoding: .utf8)
    } catch {
      throw ModelFailure("\(name): cannot read the settings: \(error.localizedDescription)")
    }
    return try policy(yaml: text, name: name)
  }

  static func policy(yaml text: String, name: String) throws -> CreditPolicy {
    let root: Any?
    do {
      root = try Yams.load(yaml: text)
    } catch {
      throw ModelFailure(
        "\(name): this is not YAML. Write a line 'assess:' and below it lines such as '  deposit: 0.4'.")
    }
    var policy = CreditPolicy()
    guard let root else { return policy }
    guard let sections = root as? [String: Any] else {
      throw ModelFailure("\(name): expected a section 'assess:' with one setting a line.")
    }
    for key in sections.keys.sorted() where key != "assess" {
      throw ModelFailure("\(name): there is no section '\(key)'. The only one is 'assess'.")
    }
    guard let section = sections["assess"], !(section is NSNull) else { return policy }
    guard let values = section as? [String: Any] else {
      throw ModelFailure("\(name): 'assess' must hold one setting a line, such as 'deposit: 0.4'.")
    }
    for key in values.keys.sorted() {
      guard let setting = CreditPolicy.settings.first(where: { $0.name == key }) else {
        let known = CreditPolicy.settings.map(\.name).joined(separator: ", ")
        throw ModelFailure("\(name): there is no setting '\(key)' in 'assess'. Known are \(known).")
      }
      let value = (values[key] as? Double) ?? (values[key] as? Int).map(Double.init)
      guard let value, setting.set(value, in: &policy) else {
        func plain(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }
        throw ModelFailure(
          "\(name): '\(key)' must be \(setting.isWhole ? "a whole number" : "a number") from "
            + "\(plain(setting.range.lowerBound)) to \(plain(setting.range.upperBound)).")
      }
    }
    return policy
  }
}
