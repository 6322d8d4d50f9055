import RealModule

/// A seeded generator whose output is the same on every machine.
///
/// The draws below are its own: the standard library may change how `random(in:using:)` consumes bits.
///
/// - Source: Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA,
///   doi:10.1145/2660193.2660195; constants of Vigna's `splitmix64.c` (2015).
struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

// MARK: - Draws

extension SplitMix64 {
  /// Uniform on [0, 1), a multiple of 2⁻⁵³.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform on `range`. One value in 2⁶⁴ / count is favoured, which no ledger can show.
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
  }

  mutating func element<Element>(of values: [Element]) -> Element { values[integer(in: 0...(values.count - 1))] }

  /// Standard normal.
  ///
  /// - Source: Box & Muller (1958), Ann. Math. Statist. 29(2), 610–611, doi:10.1214/aoms/1177706645.
  mutating func normal() -> Double {
    let radius = Double.sqrt(-2 * Double.log(1 - uniform()))
    return radius * Double.cos(2 * Double.pi * uniform())
  }

  /// Poisson, by Knuth's product of uniforms (The Art of Computer Programming, vol. 2, §3.4.1), in steps of a mean of
  /// at most 16 so that `exp(−mean)` stays far from zero.
  mutating func poisson(mean: Double) -> Int {
    var (count, remaining) = (0, mean)
    while remaining > 0 {
      let limit = Double.exp(-min(remaining, 16))
      var product = uniform()
      while product > limit {
        count += 1
        product *= uniform()
      }
      remaining -= 16
    }
    return count
  }

  /// Fisher–Yates.
  mutating func shuffled<Element>(_ values: [Element]) -> [Element] {
    var values = values
    for last in stride(from: values.count - 1, to: 0, by: -1) { values.swapAt(last, integer(in: 0...last)) }
    return values
  }

  /// One of `choices`, each with its share; the shares sum to 1.
  mutating func choice<Choice>(of choices: [(Choice, share: Double)]) -> Choice {
    SplitMix64.choice(of: choices, at: uniform())
  }

  /// The choice whose interval of cumulated shares holds `position`, from 0 to 1.
  static func choice<Choice>(of choices: [(Choice, share: Double)], at position: Double) -> Choice {
    var remaining = position
    for (choice, share) in choices.dropLast() {
      if remaining < share { return choice }
      remaining -= share
    }
    return choices[choices.count - 1].0
  }
}
