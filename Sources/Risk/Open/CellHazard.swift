internal import RealModule

/// How fast items are paid by days past due: payments per item and day, constant within a cell of ``DelayCells``.
struct CellHazard: Sendable, Equatable {
  let byCell: [Double]

  /// Σ hazard over the days past due `first + 1` to `last`, at least one.
  func cumulative(after first: Int, upTo last: Int) -> Double {
    (DelayCells.cell(first + 1)...DelayCells.cell(last)).reduce(0) {
      $0 + byCell[$1] * Double(DelayCells.days(in: $1, after: first, upTo: last))
    }
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
    CellHazard(
      byCell: byCell.indices.map { cell in
        (Double(counts.payments[cell]) + 1) / (Double(counts.itemDays[cell]) + 1 / byCell[cell])
      })
  }
}
