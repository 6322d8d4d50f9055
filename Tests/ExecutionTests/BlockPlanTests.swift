import Execution
import TestSupport
import Testing

@Suite struct BlockPlanTests {
  @Test(arguments: 0..<50) func blocksCoverEveryGroupInOrder(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sizes = (0..<Int.random(in: 1...80, using: &random)).map { _ in Int32.random(in: 0...40, using: &random) }
    let offsets = sizes.reduce(into: [Int32(0)]) { $0.append($0.last! + $1) }
    let blocks = BlockPlan(offsets: offsets, recordsPerBlock: 50).blocks
    #expect(blocks.flatMap { Array($0) } == Array(sizes.indices), "each group once, in order")
    for block in blocks {
      let records = sizes[block].reduce(0, +)
      #expect(records >= 50 || block.upperBound == sizes.count, "only the last block may be short")
      #expect(records - sizes[block.upperBound - 1] < 50, "a block closes with the group that fills it")
    }
  }

  @Test func aGroupLargerThanABlockIsNotCut() {
    #expect(BlockPlan(offsets: [0, 10, 20_000, 20_010], recordsPerBlock: 8_192).blocks == [0..<2, 2..<3])
  }

  @Test func noGroupsMakeNoBlocks() { #expect(BlockPlan(offsets: [0]).blocks.isEmpty) }

  @Test func emptyGroupsAreCovered() { #expect(BlockPlan(offsets: [0, 0, 0]).blocks == [0..<2]) }

  /// A plan is a function of the offsets: sums in floating point, merged in block order, have the same last bit on any
  /// number of threads.
  @Test func sumsByBlockDoNotDependOnThreads() {
    var random = SeededGenerator(seed: 7)
    let values = (0..<5_000).map { _ in Double.random(in: -1...1, using: &random) * 1e6 }
    let plan = BlockPlan(offsets: (0...5_000).map { Int32($0) }, recordsPerBlock: 137)
    let sums = (1...4).map { threads in
      Executor(threads: threads).map(plan.blocks.count) { values[plan.blocks[$0]].reduce(0, +) }.reduce(0, +)
    }
    #expect(Set(sums.map(\.bitPattern)).count == 1)
    #expect(plan.blocks.count > 30)
  }
}
