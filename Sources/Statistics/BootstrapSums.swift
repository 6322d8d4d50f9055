/// Up to sixteen sums of whole numbers in each replicate of a bootstrap, exact whatever their size.
///
/// A number is cut into limbs of 32 bits and each limb summed in a word of 64: no sum of up to 2³¹ draws has a carry, so a
/// vector of words is added at once. Limbs that no number reaches are not held: figures of invoices need one, those of
/// minor units three or four.
struct BootstrapSums: Sendable, Codable {
  let replicates: Int
  /// The lowest limb first; then by replicate.
  private var limbs: [[SIMD16<Int64>]] = []

  init(replicates: Int) { self.replicates = replicates }

  /// Adds numbers to each replicate, as often as it has drawn them.
  ///
  /// - Parameters:
  ///   - numbers: None negative.
  ///   - draws: One a replicate.
  mutating func add(_ numbers: [Int128], draws: [UInt8]) {
    precondition(draws.count == replicates && numbers.count <= 16, "\(draws.count) draws of \(numbers.count) numbers")
    var rest = numbers
    var limb = 0
    while rest.contains(where: { $0 != 0 }) {
      if limb == limbs.count { limbs.append(Array(repeating: .zero, count: replicates)) }
      var own = SIMD16<Int64>.zero
      for index in rest.indices {
        own[index] = Int64(rest[index] & 0xFFFF_FFFF)
        rest[index] >>= 32
      }
      // As often as anything may be drawn: adding one of them takes neither a multiplication nor a branch.
      let multiples = (0...PoissonWeights.largest).map { own &* SIMD16(repeating: Int64($0)) }
      var sums = limbs[limb].mutableSpan
      for replicate in draws.indices { sums[replicate] &+= multiples[Int(draws[replicate])] }
      limb += 1
    }
  }

  mutating func merge(_ later: BootstrapSums) {
    while limbs.count < later.limbs.count { limbs.append(Array(repeating: .zero, count: replicates)) }
    for limb in later.limbs.indices {
      for replicate in 0..<replicates { limbs[limb][replicate] &+= later.limbs[limb][replicate] }
    }
  }

  /// The sum of one of the numbers in a replicate.
  subscript(number: Int, replicate: Int) -> Int128 {
    limbs.reversed().reduce(0) { $0 << 32 + Int128($1[replicate][number]) }
  }
}
