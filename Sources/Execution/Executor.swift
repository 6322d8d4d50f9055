internal import Dispatch
internal import Synchronization

/// Runs independent pieces of work on a fixed number of threads and returns their results in order.
public struct Executor: Sendable {
  public let threads: Int

  /// - Parameter threads: At least 1.
  public init(threads: Int) {
    precondition(threads >= 1, "\(threads) threads")
    self.threads = threads
  }

  /// The results of `body(0)`, `body(1)`, … `body(count − 1)`, in that order. An error is the one of the lowest index.
  public func map<Result: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let next = Atomic(0)
    // No more threads than pieces, so that maps within the pieces share the rest of them.
    return try Executor(threads: max(min(threads, count), 1)).pull(
      next: { () throws(Failure) -> Int? in
        let index = next.add(1, ordering: .relaxed).oldValue
        return index < count ? index : nil
      }, body)
  }

  /// Two results that need nothing of each other, at once.
  public func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let halves = map(2) { $0 == 0 ? Half.first(first()) : .second(second()) }
    guard case .first(let one) = halves[0], case .second(let other) = halves[1] else {
      preconditionFailure("the halves are in order")
    }
    return (one, other)
  }

  /// Draws pieces of work from `next`, one caller at a time, until it returns `nil`, works on them on all threads, and
  /// returns the results in the order drawn.
  ///
  /// The first error in that order is thrown; nothing more is drawn once an error is known.
  public func pull<Piece: Sendable, Result: Sendable, Failure: Error>(
    next: @Sendable () throws(Failure) -> Piece?, _ body: @Sendable (consuming Piece) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    let state = Mutex(PullState<Result, Failure>())
    let drawing = Mutex(())
    @Sendable func work() {
      while true {
        var index = 0
        let piece: Piece?
        do throws(Failure) {
          piece = try drawing.withLock { (_) throws(Failure) -> sending Piece? in
            let mayDraw = state.withLock { state in
              if state.isFinished { return false }
              index = state.drawn
              state.drawn += 1
              return true
            }
            return mayDraw ? try next() : nil
          }
        } catch {
          state.withLock { $0.fail(at: index, error) }
          return
        }
        guard let piece else { return state.withLock { $0.isFinished = true } }
        do throws(Failure) {
          let result = try body(consume piece)
          state.withLock { $0.finish(index, result) }
        } catch {
          state.withLock { $0.fail(at: index, error) }
        }
      }
    }
    if threads == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
    }
    let (results, failure) = state.withLock { ($0.results, $0.failure) }
    if let failure { throw failure.error }
    return results.compactMap(\.self)
  }

  /// As ``map(_:_:)``, for a few long pieces that map themselves: a thread that has no piece left joins the maps of the others.
  /// Within ``map(_:_:)``, how many threads a map within a piece has is settled from the start.
  public func mapLong<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
    if threads == 1 { return map(count, body) }
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: count))
    withoutActuallyEscaping(body) { body in
      let group = DispatchGroup()
      for _ in 0..<min(threads, count) {
        DispatchQueue.global().async(group: group) {
          while case let index = next.add(1, ordering: .relaxed).oldValue, index < count {
            let result = body(index)
            results.withLock { $0[index] = result }
          }
        }
      }
      group.wait()
    }
    return results.withLock { $0.map { $0! } }
  }

  /// Gives the results of `body(0)`, `body(1)`, … to `take`, in that order and one at a time, each as soon as those before
  /// it are there, so that a result seldom waits and few are held at once.
  public func forEach<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Result, inOrder take: @Sendable (Result) -> Void
  ) {
    let state = Mutex(OrderState<Result>())
    _ = map(count) { index in
      let result = body(index)
      // One thread takes what is next; the others leave it their results and go on.
      var next = state.withLock { $0.add(result, index) }
      while let result = next {
        take(result)
        next = state.withLock { $0.next() }
      }
    }
  }
}

private enum Half<First: Sendable, Second: Sendable>: Sendable {
  case first(First)
  case second(Second)
}

private struct OrderState<Result: Sendable>: Sendable {
  /// Results taken so far, or being taken.
  private var taken = 0
  private var isTaking = false
  /// Those that wait for an earlier one, or for the thread that takes.
  private var waiting: [Int: Result] = [:]

  /// - Returns: What the caller has to take: the next result, unless it is not there yet or another thread is taking.
  mutating func add(_ result: Result, _ index: Int) -> Result? {
    waiting[index] = result
    return isTaking ? nil : next()
  }

  /// - Returns: `nil` where the next result is not there; whoever brings it takes it.
  mutating func next() -> Result? {
    let next = waiting.removeValue(forKey: taken)
    isTaking = next != nil
    if isTaking { taken += 1 }
    return next
  }
}

private struct PullState<Result: Sendable, Failure: Error>: Sendable {
  var drawn = 0
  var isFinished = false
  var results: [Result?] = []
  var failure: (index: Int, error: Failure)?

  mutating func finish(_ index: Int, _ result: Result) {
    while results.count <= index { results.append(nil) }
    results[index] = result
  }

  mutating func fail(at index: Int, _ error: Failure) {
    isFinished = true
    if failure == nil || index < failure!.index { failure = (index, error) }
  }
}
