internal import RealModule

/// How fast items are paid by days past due: payments per item and day, constant within a cell of ``DelayCells``.
struct CellHazard: Sendable, Equatable {
  let byCell: [Double]

  /// Σ hazard over the days past due `first + 1` to `last`, at least one.
  func cumulative(after first: Int, upTo last: Int) -> Double {
    var (sum, day, cell) = (0.0, first, DelayCells.cell(first + 1))
    while day < last {
      let end = min(last, DelayCells.lastDay(cell))
      sum += byCell[cell] * Double(end - day)
      (day, cell) = (end, cell + 1)
    }
    return sum
  }

  /// P(paid within h days) of an item that is open on a day past due.
  func probability(paidWithin horizon: Int, age: Int) -> Double {
    -.expMinusOne(-cumulative(after: age, upTo: age + horizon))
  }

  /// The hazard that some counts show, drawn to this one with the weight of one payment in each cell.
  ///
  /// - Source: the mean of a gamma distribution after Poisson counts; Gelman et al., Bayesian Data Analysis, 3rd ed.
  ///   (2013), §2.6.
  func drawn(to counts: CellCounts) -> CellHazard {
    var drawn = byCell
    counts.forEachCell { cell, payments, itemDays in
      drawn[cell] = (Double(payments) + 1) / (Double(itemDays) + 1 / byCell[cell])
    }
    return CellHazard(byCell: drawn)
  }
}
