import Ingest
import Execution
import Receivables
import Statistics
let ex = Executor(threads: 2)
var o = InvoiceReader.Options()
if CommandLine.arguments.count > 2 { o.asOf = Day(iso: CommandLine.arguments[2]) }
let c = ContinuousClock()
var t = c.now
do {
  let r = try InvoiceReader(options: o, executor: ex).read(paths: [CommandLine.arguments[1]])
  print("read", c.now - t); t = c.now
  let s = Snapshot(of: r.ledger, asOf: r.asOf)
  print(r.asOf, r.records, r.rejected.count, r.ledger.documentCount, r.ledger.clients.count)
  for e in r.rejected.prefix(5) { print(e.row, e.explanation) }
  print(r.notices)
  print(s.evaluate(AgingSchedule(asOf: s.asOf), on: ex))
  let d = s.evaluate(DaysSalesOutstanding(asOf: s.asOf, firstDay: s.firstIssueDay!), on: ex)
  print(d)
  print(s.evaluate(DaysLate(), on: ex))
  let k = s.evaluate(PaymentDecay(asOf: s.asOf), on: ex)!
  for d in [0,15,30,45,60,90] { print(d, k.atRisk(d), k.unpaid(at: d)?.value ?? -1, k.paid(within: 30, unpaidAt: d) as Any) }
  print("stats", c.now - t)
} catch { print(error) }
