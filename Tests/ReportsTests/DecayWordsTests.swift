import Execution
import Receivables
import Statistics
import Tables
import TestSupport
import Testing

@testable import Reports

/// What the page says of payment decay, in both languages.
@Suite struct DecayWordsTests {
  /// Clients that pay one invoice in `fast` on each of the first 30 days past due, and one in `slow` afterwards.
  private func analysis(fast: Double, slow: Double, clients: Int = 60, credited: Bool = false) -> DecayAnalysis {
    var random = SeededGenerator(seed: 5)
    let rows = (0..<clients).flatMap { client in
      (0..<20).flatMap { number -> [InvoiceRow] in
        var day = 0
        while day < 700, !random.chance(day < 30 ? fast : slow) { day += 1 }
        let id = "\(client)/\(number)"
        var invoice = InvoiceRow(
          id, client: "C\(client)", segment: "S\(client % 2)", issued: 0, due: 30, amount: 100,
          paidOn: day < 700 ? 31 + day : nil)
        if !credited || number > 0 { return [invoice] }
        invoice.paidOn = nil
        return [
          invoice,
          InvoiceRow(
            "A" + id, client: "C\(client)", issued: 60, due: 60, amount: -100, kind: .creditNote, relatedTo: id),
        ]
      }
    }
    let snapshot = Snapshot.of(rows, asOf: 800)
    var settings = DecayAnalysis.Settings()
    settings.comparesSampling = true
    return DecayAnalysis(snapshot, settings, by: .whole(snapshot), on: .serial)
  }

  private func sentences(_ analysis: DecayAnalysis, _ language: Language) -> DecaySentences {
    DecaySentences(analysis, language, CellStyle(language: language, currency: .euro))
  }

  @Test func theKneeIsJudged() throws {
    let cases: [(fast: Double, slow: Double, english: String, french: String)] = [
      (
        0.06, 0.02,
        "payment is slower in the second of these periods. That the pace changes on day 30 itself is not tested.",
        "le paiement est plus lent dans la seconde période. Que le rythme change précisément à 30 jours n'est pas testé."
      ),
      (
        0.02, 0.06,
        "payment is faster in the second of these periods. That the pace changes on day 30 itself is not tested.",
        "le paiement est plus rapide dans la seconde période. Que le rythme change précisément à 30 jours n'est pas testé."
      ),
      (
        0.03, 0.03, "the data do not show that the two periods differ.",
        "les données ne montrent pas de différence entre les deux périodes."
      ),
    ]
    for example in cases {
      let found = analysis(fast: example.fast, slow: example.slow)
      let (english, french) = (
        try #require(sentences(found, .english).knee(found.groups[0])),
        try #require(sentences(found, .french).knee(found.groups[0]))
      )
      #expect(english.hasSuffix("by a bootstrap of 60 clients: " + example.english))
      #expect(french.hasSuffix("par rééchantillonnage de 60 clients : " + example.french))
    }
  }

  @Test func theTailIsDescribed() throws {
    let constant = analysis(fast: 0.015, slow: 0.015)
    let text = try #require(sentences(constant, .english).tail(constant.groups[0]))
    #expect(text.hasPrefix("Of the invoices open after 30 days, half are paid "))
    #expect(
      text.contains("An exponential law, the same hazard every day, fits what follows no worse than a Weibull one"))
    let french = try #require(sentences(constant, .french).tail(constant.groups[0]))
    #expect(french.contains("Une loi exponentielle, de risque constant"))
    let few = analysis(fast: 0.3, slow: 0.3)
    #expect(
      sentences(few, .english).tail(few.groups[0])?.hasPrefix(
        "How long what is open after 30 days stays open: not enough data (") == true)
  }

  @Test func whatWasCreditedIsSaidWhereThereIsAny() throws {
    let (with, without) = (analysis(fast: 0.03, slow: 0.005, credited: true), analysis(fast: 0.03, slow: 0.005))
    let text = try #require(sentences(with, .english).outcomes(with.groups[0]))
    #expect(text.contains("of invoices are paid, 5.0% (") && text.hasSuffix("are cancelled by credit notes."))
    let french = try #require(sentences(with, .french).outcomes(with.groups[0]))
    #expect(french.hasPrefix("À 365 jours de retard, ") && french.hasSuffix("annulées par avoir."))
    #expect(sentences(without, .english).outcomes(without.groups[0])?.contains("credit") == false)
  }

  @Test func tooFewClientsAreSaid() {
    let few = analysis(fast: 0.04, slow: 0.02, clients: 8)
    #expect(
      sentences(few, .english).knee(few.groups[0])
        == "Whether payment is slower in the 30 days after day 30 than before: not enough data (8 clients, 10 needed).")
    #expect(
      sentences(few, .french).knee(few.groups[0])
        == "Rythme du paiement avant et après 30 jours de retard : données insuffisantes (8 clients, il en faut 10).")
    #expect(sentences(few, .english).sampling(few.groups[0]) == nil)
  }

  /// Every row of every table has its cells, in both languages and for both weights.
  @Test func everyTableIsWhole() {
    let rows = RandomLedger(seed: 3, clients: 25, invoices: 600).rows
    for asOf in [5, 120, 450] {
      let snapshot = Snapshot.of(rows, asOf: asOf)
      for (weight, groups) in [
        (DecayWeight.invoice, ClientGroups.whole(snapshot)), (.amount, .segments(snapshot)),
      ] {
        var settings = DecayAnalysis.Settings()
        (settings.weight, settings.replicates) = (weight, 99)
        let found = DecayAnalysis(snapshot, settings, by: groups, on: .serial)
        for part in DecayAnalysis.Part.allCases {
          for language in Language.allCases {
            for isReadable in [true, false] {
              let table = part.table(found, language, isReadable: isReadable)
              var output = OutputBuffer()
              CSVFormat(.euro).write(table, to: &output)
              #expect(table.rowCount > 0 && !output.text.contains("nan") && !output.text.contains("inf"))
            }
          }
        }
      }
    }
  }
}
