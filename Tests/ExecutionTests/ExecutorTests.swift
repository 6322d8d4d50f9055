import Execution
import Foundation
import Synchronization
import Testing

@Suite struct ExecutorTests {
  private struct Failed: Error, Equatable { let index: Int }

  @Test(arguments: 1...4) func resultsComeInTheOrderOfTheWork(threads: Int) {
    let executor = Executor(threads: threads)
    let squares = executor.map(500) { index in
      // The first pieces take longest, so threads finish out of order.
      if index < 8 { Thread.sleep(forTimeInterval: 0.004 - 0.0005 * Double(index)) }
      return index * index
    }
    #expect(squares == (0..<500).map { $0 * $0 })
    #expect(executor.map(0) { $0 } == [])
  }

  @Test(arguments: 1...4) func resultsAreTakenInTheOrderOfTheWork(threads: Int) {
    let text = Mutex("")
    Executor(threads: threads).forEach(200) { index in
      if index % 40 == 0 { Thread.sleep(forTimeInterval: 0.003) }
      return "\(index) "
    } inOrder: { piece in
      text.withLock { $0 += piece }
    }
    #expect(text.withLock { $0 } == (0..<200).map { "\($0) " }.joined())
  }

  @Test(arguments: 1...4) func aPieceMayItselfUseTheThreads(threads: Int) {
    let executor = Executor(threads: threads)
    let sums = executor.map(6) { outer in executor.map(50) { $0 * outer }.reduce(0, +) }
    #expect(sums == (0..<6).map { $0 * 1_225 })
  }

  @Test(arguments: 1...4) func longPiecesMayUseTheThreadsThatOthersLeave(threads: Int) {
    let executor = Executor(threads: threads)
    let sums = executor.mapLong(6) { outer in executor.map(50) { $0 * outer }.reduce(0, +) }
    #expect(sums == (0..<6).map { $0 * 1_225 })
    #expect(executor.mapLong(0) { $0 } == [])
  }

  @Test(arguments: 1...4) func everyPieceRunsOnce(threads: Int) {
    let runs = Mutex(Array(repeating: 0, count: 300))
    _ = Executor(threads: threads).map(300) { index in runs.withLock { $0[index] += 1 } }
    #expect(runs.withLock { $0 } == Array(repeating: 1, count: 300))
  }

  /// Pieces 1 and 3 fail, either of them first: what the caller sees must not depend on which thread was faster.
  @Test(arguments: 1...4, [(0.03, 0.0), (0.0, 0.03)])
  func theErrorOfTheLowestIndexIsThrown(threads: Int, seconds: (first: Double, third: Double)) {
    let executor = Executor(threads: threads)
    #expect(throws: Failed(index: 1)) {
      try executor.map(100) { (index) throws(Failed) -> Int in
        // All four start before any of them fails.
        if index < 4 { Thread.sleep(forTimeInterval: 0.01) }
        switch index {
        case 1:
          Thread.sleep(forTimeInterval: seconds.first)
          throw Failed(index: 1)
        case 3:
          Thread.sleep(forTimeInterval: seconds.third)
          throw Failed(index: 3)
        default: return index
        }
      }
    }
  }

  @Test(arguments: 1...4) func piecesAreDrawnOneAtATimeAndKeepTheirOrder(threads: Int) throws {
    let source = Mutex((next: 0, isDrawing: false))
    let results = try Executor(threads: threads).pull(
      next: { () throws(Failed) -> Int? in
        let piece = source.withLock { source -> Int? in
          if source.isDrawing { return nil }
          source.isDrawing = true
          return source.next
        }
        guard let piece else { throw Failed(index: -1) }
        Thread.sleep(forTimeInterval: 0.0002)
        source.withLock { $0 = (piece + 1, false) }
        return piece < 60 ? piece : nil
      },
      { (piece) throws(Failed) -> String in "piece \(piece)" })
    #expect(results == (0..<60).map { "piece \($0)" })
  }

  @Test(arguments: 1...4) func anErrorWhileDrawingEndsTheWork(threads: Int) {
    let drawn = Atomic(0)
    #expect(throws: Failed(index: 5)) {
      try Executor(threads: threads).pull(
        next: { () throws(Failed) -> Int? in
          let index = drawn.add(1, ordering: .relaxed).oldValue
          if index == 5 { throw Failed(index: 5) }
          return index
        }, { (piece) throws(Failed) -> Int in piece })
    }
    #expect(drawn.load(ordering: .relaxed) == 6, "nothing is drawn after the error")
  }

  @Test func noThreadTraps() async {
    await #expect(processExitsWith: .failure) { _ = Executor(threads: 0) }
  }
}
