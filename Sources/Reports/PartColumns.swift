internal import Receivables
internal import Statistics
internal import Tables

/// The first columns of a table with a row for each part of the portfolio.
enum PartColumns {
  static func columns(_ breakdown: Breakdown?, _ language: Language) -> [Column] {
    switch breakdown {
    case .client:
      [
        Column("client", "Client", isNumeric: false),
        Column("client_name", language(en: "Name", fr: "Nom"), isNumeric: false),
      ]
    case .segment: [Column("segment", "Segment", isNumeric: false)]
    case nil: []
    }
  }

  static func cells(_ client: Client, _ breakdown: Breakdown?) -> [Cell] {
    switch breakdown {
    case .client: [.text(client.id), .text(client.name)]
    case .segment: [.text(client.segment)]
    case nil: []
    }
  }
}
