internal import Receivables

/// Rebuilds what clients were invoiced and paid from the lines of their accounts, one file after the other.
///
/// Only entries, references and lettering codes decide, never the days of lettering. Codes are used again across clients
/// and years, so one counts within one client, account and file.
struct FECRebuild {
  let files: [FECFile]
  let terms: TermsByClient
  private(set) var matching = ItemMatching(.resemblance)
  /// Of each item, where its lines are and how it is called.
  private(set) var origins: [Origin] = []
  private(set) var account = FECAccount()
  private var clientCodes: [String: Int32] = [:]
  private(set) var clientIDs: [String] = []
  /// The latest name of each client.
  private(set) var clientNames: [String] = []
  /// What became of each file's lines.
  private(set) var uses: [[LineUse]] = []
  /// Files whose opening balance repeats what the files before left open.
  private(set) var isJoined: [Bool] = []
  /// Line numbers of each file's opening balance, and its day.
  private(set) var openingLines: [Set<Int>] = []
  private(set) var openingDays: [Day?] = []
  private var groups: [GroupKey: Group] = [:]
  /// Codes that a transfer made one with another.
  private var aliases: [GroupKey: GroupKey] = [:]
  /// Accounts that hold several clients, told apart by another field.
  private var collective: Set<String> = []
  /// Codes left with a balance by the files before.
  private var unsettled: [CarriedKey: [Int]] = [:]

  struct Origin {
    let file: Int
    /// `nil` for a difference of opening balances.
    let entry: Int32?
    /// The day of the entry in the books.
    let booked: Day
  }

  enum LineUse {
    case item, transfer
    /// Repeats what the files before left open.
    case joined
    /// Closes the account at the end of a year.
    case closing
  }

  private struct CarriedKey: Hashable {
    let client: Int32
    let account: String
    let code: String
  }

  private struct GroupKey: Hashable {
    let file: Int
    let client: Int32
    let account: Int32
    let code: Int32
  }

  private struct Group {
    var items: [Int] = []
    /// Moved on to another account without a code there: payments found there may settle it.
    var isContinued = false
    var isDoubtfulFrom: Day?
  }

  init(_ files: [FECFile], terms: TermsByClient) {
    self.files = files
    self.terms = terms
    for file in files.indices { add(file) }
  }

  /// Clients with a debt whose due day nothing tells.
  var clientsWithoutTerms: Set<Int32> {
    let needing = Set(matching.items.lazy.filter(\.needsAssumedDue).map(\.client))
    return needing.filter { terms.terms(of: clientIDs[Int($0)]) == nil }
  }

  // MARK: - One file

  private mutating func add(_ file: Int) {
    let entries = FECEntries(files[file])
    let lines = files[file].lines
    let clients = clients(of: lines, file)
    let firstDay = files[file].days?.lowerBound

    let firstItem = matching.items.count
    var openings: [(line: Int, client: Int32)] = []
    var transfers: [(from: Int, to: Int)] = []
    var use = Array(repeating: LineUse.item, count: lines.count)
    let isLater = file > 0 && files[file].isOpeningJournal.contains(true)
    for index in lines.indices {
      let line = lines[index]
      let entry = entries.class(of: line.entry)
      if entry.holds(.closingBalance), !entry.holds(.sale), !entry.holds(.money) {
        use[index] = .closing
      } else if entry.isOpening(
        journalSaysSo: files[file].isOpeningJournal[Int(line.entry)], isFirstDay: line.day == firstDay)
      {
        use[index] = .joined
        openings.append((index, clients[index]))
      }
    }
    // What such a journal holds of later days is no opening balance.
    let openingDay = openings.map { lines[$0.line].day }.min()
    for opening in openings where lines[opening.line].day != openingDay { use[opening.line] = .item }
    openings.removeAll { lines[$0.line].day != openingDay }
    for entry in entries.indices {
      let members = entries.lines(of: entry).filter { use[$0] == .item }
      if members.count < 2 { continue }
      transfers += pairs(members, lines, clients, entries.class(of: entry).isWithinReceivables)
    }
    for pair in transfers { (use[pair.from], use[pair.to]) = (.transfer, .transfer) }

    isJoined.append(file > 0 && (isLater || !openings.isEmpty))
    openingDays.append(openingDay)
    openingLines.append(Set(openings.map { lines[$0.line].line }))
    if isJoined[file] {
      for line in join(openings, lines, file) { use[line] = .item }
    } else {
      for opening in openings {
        use[opening.line] = .item
        addOpening(opening.line, opening.client, lines, file)
      }
    }
    let opened = Set(openings.map(\.line))
    for index in lines.indices where use[index] == .item && !opened.contains(index) {
      let line = lines[index]
      for part in entries.class(of: line.entry).parts(of: line.amount, account: line.account) where part.amount != .zero
      {
        addItem(part, line, clients[index], file)
      }
    }
    uses.append(use)
    link(transfers.sorted { $0.from < $1.from }, lines, clients, file)
    settleGroups(file)
    // A code of an earlier year whose other side is nowhere: the document may be paid under another one.
    matching.release(upTo: firstItem)
    matching.settle(firstItem..<matching.items.count)
  }

  // MARK: - Clients

  /// The client of each line: the auxiliary account; else letters behind the root of the account, as in 411DUPONT; else
  /// the auxiliary account's label; else the one client of the entry's other lines; else the account.
  private mutating func clients(of lines: [FECLine], _ file: Int) -> [Int32] {
    var named: [Int32: (client: String, name: String)?] = [:]
    var result: [(client: String, name: String)?] = []
    for line in lines {
      let found = ownClient(line, file)
      result.append(found)
      guard let found else { continue }
      let account = files[file].text(line.accountNumber)
      if !account.hasSuffix(found.client) { collective.insert(account) }
      if let other = named[line.entry] {
        if let other, other.client != found.client { named[line.entry] = .some(nil) }
      } else {
        named[line.entry] = .some(found)
      }
    }
    return lines.indices.map { index in
      let line = lines[index]
      let number = files[file].text(line.accountNumber)
      let found = result[index] ?? (named[line.entry] ?? nil) ?? (number, files[file].text(line.accountLabel))
      return code(found.client, name: found.name)
    }
  }

  private func ownClient(_ line: FECLine, _ file: Int) -> (client: String, name: String)? {
    let client = files[file].text(line.client)
    if !client.isEmpty { return (client, files[file].text(line.clientName)) }
    let number = files[file].text(line.accountNumber).dropFirst(3)
    if let letter = number.firstIndex(where: { !$0.isNumber }) {
      return (String(number[letter...]), files[file].text(line.accountLabel))
    }
    let name = files[file].text(line.clientName)
    return name.isEmpty ? nil : (name, name)
  }

  private mutating func code(_ client: String, name: String) -> Int32 {
    if let known = clientCodes[client] {
      if !name.isEmpty { clientNames[Int(known)] = name }
      return known
    }
    let code = Int32(clientIDs.count)
    clientCodes[client] = code
    clientIDs.append(client)
    clientNames.append(name)
    return code
  }

  // MARK: - Items

  private mutating func addItem(_ part: EntryClass.Part, _ line: FECLine, _ client: Int32, _ file: Int) {
    // A document keeps its own day; money moves on the day of the bank's entry.
    let written = line.documentDay.map { $0 <= line.day ? $0 : line.day }
    let day = part.nature.document == nil ? line.day : written ?? line.day
    let stated = statedDue(line, from: day)
    let item = append(
      AccountItem(
        nature: part.nature, client: client, day: day, due: stated ?? due(part.nature, part.amount, day, client),
        isDueStated: stated != nil, amount: part.amount, reference: files[file].text(line.reference),
        row: RowLocation(file: file, line: line.line),
        isDisputed: line.account == .doubtful),
      Origin(file: file, entry: line.entry, booked: line.day))
    if !part.isFounded { account.unfounded.add(part.amount, line: line.line) }
    enter(item, line, client, file)
  }

  private mutating func addOpening(_ index: Int, _ client: Int32, _ lines: [FECLine], _ file: Int) {
    let line = lines[index]
    if line.amount == .zero { return }
    // The balance of the evening before. Without a day of its own an item is at least as old as that.
    let closing = line.day - 1
    let written = line.documentDay.flatMap { $0 < line.day ? $0 : nil }
    let day = written ?? closing
    let nature: AccountItem.Nature = line.amount > .zero ? .invoice : .payment
    let stated = statedDue(line, from: day)
    let item = append(
      AccountItem(
        nature: nature, client: client, day: day, due: stated ?? due(nature, line.amount, day, client),
        isDueStated: stated != nil, enteredOn: closing,
        amount: line.amount, reference: files[file].text(line.reference), row: RowLocation(file: file, line: line.line),
        isDisputed: line.account == .doubtful),
      Origin(file: file, entry: line.entry, booked: file == 0 ? closing : line.day))
    account.opening.add(line.amount, line: line.line)
    if written == nil { account.undatedOpening.add(line.amount, line: line.line) }
    enter(item, line, client, file)
  }

  private mutating func append(_ item: AccountItem, _ origin: Origin) -> Int {
    origins.append(origin)
    return matching.append(item)
  }

  /// The due day that a debit's line gives; none before the document's own day, which would be a mistake.
  private func statedDue(_ line: FECLine, from day: Day) -> Day? {
    line.amount > .zero ? line.due.flatMap { $0 >= day ? $0 : nil } : nil
  }

  private func due(_ nature: AccountItem.Nature, _ amount: Money, _ day: Day, _ client: Int32) -> Day {
    guard nature.document != nil, amount > .zero else { return day }
    return terms.terms(of: clientIDs[Int(client)])?.due(issued: day) ?? day
  }

  private mutating func enter(_ item: Int, _ line: FECLine, _ client: Int32, _ file: Int) {
    if let key = key(of: line, client, file) { groups[key, default: Group()].items.append(item) }
  }

  private func key(of line: FECLine, _ client: Int32, _ file: Int) -> GroupKey? {
    if files[file].text(line.lettering).isEmpty { return nil }
    return GroupKey(file: file, client: client, account: line.accountNumber, code: line.lettering)
  }

  // MARK: - Transfers between a client's accounts

  /// Lines of one entry that move an amount between accounts of one client: a doubtful debt, a bill, an advance used. An
  /// advance that is asked for (411 to 419) is no transfer: it is owed.
  private func pairs(
    _ members: [Int], _ lines: [FECLine], _ clients: [Int32], _ isWithinReceivables: Bool
  ) -> [(from: Int, to: Int)] {
    var pairs: [(from: Int, to: Int)] = []
    var credits: [Money: [Int]] = [:]
    for credit in members where lines[credit].amount < .zero {
      credits[-lines[credit].amount, default: []].append(credit)
    }
    for debit in members where lines[debit].amount > .zero {
      let match = credits[lines[debit].amount]?.firstIndex { credit in
        clients[credit] == clients[debit]
          && (lines[credit].account != lines[debit].account || isWithinReceivables)
          && !(lines[credit].account == .inCredit && lines[debit].account != .inCredit)
      }
      if let match { pairs.append((credits[lines[debit].amount]!.remove(at: match), debit)) }
    }
    return pairs
  }

  /// Joins the codes on both sides of a transfer, so that what settles the new account settles the old document.
  private mutating func link(
    _ transfers: [(from: Int, to: Int)], _ lines: [FECLine], _ clients: [Int32], _ file: Int
  ) {
    for (credit, debit) in transfers {
      let from = key(of: lines[credit], clients[credit], file).map(resolved)
      let to = key(of: lines[debit], clients[debit], file).map(resolved)
      let doubtful = lines[debit].account == .doubtful ? lines[debit].day : nil
      switch (from, to) {
      case (let from?, let to?) where from != to:
        let moved = groups.removeValue(forKey: to) ?? Group()
        aliases[to] = from
        groups[from, default: Group()].items += moved.items
        if moved.isContinued { groups[from]!.isContinued = true }
        groups[from]!.isDoubtfulFrom = doubtful ?? groups[from]!.isDoubtfulFrom
      case (let from?, nil), (nil, let from?):
        groups[from, default: Group()].isContinued = true
        groups[from]!.isDoubtfulFrom = doubtful ?? groups[from]!.isDoubtfulFrom
      default: continue
      }
    }
  }

  private func resolved(_ key: GroupKey) -> GroupKey {
    var key = key
    while let next = aliases[key] { key = next }
    return key
  }

  // MARK: - Lettering

  private mutating func settleGroups(_ file: Int) {
    let ordered = groups.sorted { ($0.value.items.min() ?? 0) < ($1.value.items.min() ?? 0) }
    (groups, aliases) = ([:], [:])
    for (key, group) in ordered {
      matching.match(group: group.items, .lettering, isSpokenFor: !group.isContinued)
      if let day = group.isDoubtfulFrom { account.doubtful += group.items.map { ($0, day) } }
      // A code may have its other side in the next year's file.
      let carried = CarriedKey(
        client: key.client, account: files[file].text(key.account), code: files[file].text(key.code))
      let left = group.items.filter { matching.rest[$0] != .zero }
      let before = unsettled[carried] ?? []
      let balance = (before + left).reduce(Money.zero) { $0 + matching.rest[$1] }
      if !before.isEmpty, !left.isEmpty, balance == .zero {
        matching.match(group: before + left, .lettering)
        unsettled[carried] = nil
      } else if !left.isEmpty {
        unsettled[carried] = left
      }
    }
  }

  // MARK: - The opening balance of a later file

  /// Sets the opening balance against what the files before left open. What agrees is the same debt and is not counted
  /// again; what does not agree, client by client, becomes an item of its own. A balance of an account that holds several
  /// clients is that of all clients who have none of their own.
  ///
  /// - Returns: The lines that no file before has anything of.
  private mutating func join(_ openings: [(line: Int, client: Int32)], _ lines: [FECLine], _ file: Int) -> [Int] {
    var new: [Int] = []
    let closing = (openings.map { lines[$0.line].day }.min() ?? files[file].days!.lowerBound) - 1
    var open: [Int32: [Int]] = [:]
    for item in matching.items.indices where matching.rest[item] != .zero {
      open[matching.items[item].client, default: []].append(item)
    }
    var stated: [Int32: [Int]] = [:]
    for opening in openings { stated[opening.client, default: []].append(opening.line) }
    let all = Set(open.keys).union(stated.keys)
    let lumps = stated.keys.filter { collective.contains(clientIDs[Int($0)]) }.sorted()
    let pool = lumps.isEmpty ? [] : lumps + all.filter { stated[$0] == nil }.sorted()
    for clients in [pool] + all.subtracting(pool).sorted().map({ [$0] }) {
      let (items, said) = (clients.flatMap { open[$0] ?? [] }, clients.flatMap { stated[$0] ?? [] })
      let before = items.reduce(Money.zero) { $0 + matching.rest[$1] }
      let after = said.reduce(Money.zero) { $0 + lines[$1].amount }
      for client in clients {
        continueCodes((stated[client] ?? []).map { lines[$0] }, open[client] ?? [], client, file)
      }
      if before == after { continue }
      account.openingDifferences += 1
      account.openingDifference += after - before
      if items.isEmpty {
        for client in clients { for line in stated[client] ?? [] { addOpening(line, client, lines, file) } }
        new += said
        continue
      }
      let difference = after - before
      let nature: AccountItem.Nature = difference > .zero ? .invoice : .payment
      let line = said.first ?? 0
      _ = append(
        AccountItem(
          nature: nature, client: clients[0], day: closing, due: due(nature, difference, closing, clients[0]),
          enteredOn: closing, amount: difference, reference: "",
          row: RowLocation(file: file, line: said.isEmpty ? 1 : lines[line].line)),
        Origin(file: file, entry: said.isEmpty ? nil : lines[line].entry, booked: closing + 1))
    }
    return new
  }

  /// A code on a line of the opening balance is a code on the document that the line carries over.
  private mutating func continueCodes(_ said: [FECLine], _ items: [Int], _ client: Int32, _ file: Int) {
    var left = items
    for line in said {
      guard let key = key(of: line, client, file) else { continue }
      let reference = files[file].text(line.reference)
      let same = left.indices.filter { matching.rest[left[$0]] == line.amount }
      guard let found = same.first(where: { matching.items[left[$0]].reference == reference }) ?? same.first else {
        continue
      }
      groups[key, default: Group()].items.append(left.remove(at: found))
    }
  }
}

extension Notice {
  mutating func add(_ amount: Money, line: Int) { add(line: line, amount: amount) }
}
