internal import Receivables

/// The proof that open items are the accounts' balances, and that every line went somewhere.
struct FECTie {
  let rebuild: FECRebuild
  let asOf: Day

  init(_ rebuild: FECRebuild, asOf: Day) {
    self.rebuild = rebuild
    self.asOf = asOf
  }

  /// - Throws: When a cent or a line is missing, which is a fault of the program.
  func account(of ledger: Ledger) throws(IngestError) -> FECAccount {
    var account = rebuild.account
    var total = Money.zero
    for (file, uses) in zip(rebuild.files, rebuild.uses) {
      var sum = Money.zero
      for (line, use) in zip(file.lines, uses) {
        sum += line.amount
        switch use {
        case _ where line.day > asOf: account.lines.later += 1
        case .item, .transfer: account.lines.used += 1
        case .joined: account.lines.joined += 1
        case .closing: account.lines.closing += 1
        }
      }
      for counterpart in file.counterparts {
        sum += counterpart.amount
        if counterpart.day > asOf { account.lines.later += 1 } else { account.lines.notReceivable += 1 }
      }
      for rejected in file.rejected {
        sum += rejected.amount ?? .zero
        if let day = rejected.day, day > asOf {
          account.lines.later += 1
          continue
        }
        account.lines.rejected += 1
        if rejected.isReceivable { account.rejectedReceivable.add(rejected.amount ?? .zero, line: rejected.line) }
      }
      total += file.total - sum
    }
    let records = rebuild.files.reduce(0) { $0 + $1.records }
    if total != .zero || account.lines.total != records {
      throw .linesLost(read: records, accounted: account.lines.total, amount: total)
    }
    account.balances = balances
    for (item, origin) in zip(rebuild.matching.items, rebuild.origins) where item.day <= asOf && origin.booked > asOf {
      account.bookedLater.add(item.amount, line: item.row.line)
    }
    let snapshot = Snapshot(of: ledger, asOf: asOf)
    account.net = ledger.clients.indices.reduce(.zero) { sum, client in
      snapshot.account(client).reduce(sum) { $0 + $1.balance }
    }
    if account.net != account.control + account.bookedLater.amount {
      throw .doesNotTie(control: account.control, bookedLater: account.bookedLater.amount, net: account.net)
    }
    return account
  }

  /// Of the clients' accounts on the as-of day: from the latest opening balance on.
  private var balances: [(account: ReceivableAccount, balance: Money)] {
    let begun = rebuild.files.indices.filter { file in
      let first = rebuild.openingDays[file] ?? rebuild.files[file].days?.lowerBound ?? .never
      return file == 0 || (first <= asOf && rebuild.isJoined[file])
    }
    var sums: [ReceivableAccount: Money] = [:]
    for file in begun.last!..<rebuild.files.count {
      for (line, use) in zip(rebuild.files[file].lines, rebuild.uses[file]) where use != .closing {
        // The first file's opening is the balance of the evening before.
        let isOpening = file == 0 && rebuild.openingLines[file].contains(line.line)
        if (isOpening ? line.day - 1 : line.day) <= asOf { sums[line.account, default: .zero] += line.amount }
      }
    }
    return ReceivableAccount.allCases.compactMap { account in sums[account].map { (account, $0) } }
  }
}
