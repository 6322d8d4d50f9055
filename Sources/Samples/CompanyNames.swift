/// Invents company names that are French in sound. Surnames and towns are put together from syllables; any likeness to
/// a real company is chance.
struct CompanyNames {
  private var used: Set<String> = []
  private var count = 0

  /// A name not given before. Every 25th holds a `;` or quotation marks, as real ledgers do.
  mutating func next(segment: SampleClient.Segment, using random: inout SplitMix64) -> String {
    count += 1
    var name = Self.name(segment: segment, using: &random)
    switch count % 50 {
    case 12: name += " \"\(random.element(of: Self.signs))\""
    case 37: name += " ; agence de \(Self.town(using: &random))"
    default: break
    }
    if used.contains(name) { name += " – \(Self.town(using: &random))" }
    let base = name
    var copy = 2
    while !used.insert(name).inserted {
      name = "\(base) \(copy)"
      copy += 1
    }
    return name
  }

  private static func name(segment: SampleClient.Segment, using random: inout SplitMix64) -> String {
    if segment == .publicSector {
      return "\(random.element(of: publicBodies)) \(town(using: &random))"
    }
    if segment == .services || segment == .construction, random.uniform() < 0.12 {
      return "SCI \(random.element(of: estates)) de \(town(using: &random))"
    }
    let activity = random.element(of: activities(of: segment))
    let form = random.element(of: forms)
    let surname = surname(using: &random)
    return switch random.integer(in: 0...2) {
    case 0: "\(activity) \(surname) \(form)"
    case 1: "\(form) \(surname) \(activity)"
    default: "\(form) \(activity) de \(town(using: &random))"
    }
  }

  private static func surname(using random: inout SplitMix64) -> String {
    random.element(of: surnameStarts) + random.element(of: surnameEnds)
  }

  private static func town(using random: inout SplitMix64) -> String {
    random.element(of: townStarts) + random.element(of: townEnds)
  }

  private static let forms = ["SARL", "SARL", "SAS", "SAS", "EURL"]
  private static let signs = [
    "Le Bon Niveau", "Chez Augustin", "L'Équerre d'Or", "Au Vieux Pressoir", "Les Deux Ponts",
  ]
  private static let estates = [
    "Les Tilleuls", "Le Clos Fleuri", "La Forêt", "Les Écoles", "Le Grand Pré", "Les Quais",
  ]
  private static let publicBodies = [
    "Mairie de", "Commune de", "Communauté de communes du Pays de", "Centre hospitalier de", "Lycée professionnel de",
    "Syndicat des eaux de", "Office de l'habitat de", "Collège de",
  ]
  private static let surnameStarts = [
    "Bré", "Cau", "Char", "Dau", "Del", "Fau", "Gar", "Hé", "Lan", "Mau", "Mé", "Per", "Quin", "Rou", "Ser", "Tré",
    "Val", "Vé",
  ]
  private static let surnameEnds = [
    "bignac", "cheron", "doyer", "fontais", "gondeau", "lambois", "mançon", "nardeau", "pinçon", "quillard", "rivelle",
    "sengeot", "tignard", "vaudin", "zelière", "beuf",
  ]
  private static let townStarts = [
    "Brévi", "Cormo", "Dampi", "Fresno", "Grandlo", "Houdre", "Lanvo", "Marsi", "Nouvo", "Pontvi", "Rochevi",
    "Saint-Aubri", "Saint-Mélo", "Tourvi", "Vaucré", "Villeno",
  ]
  private static let townEnds = [
    "gnac", "court", "lles-sur-Ormance", "mbeuf", "ncelles", "nville", "ray-le-Haut", "sson", "teuil", "zay", "rey",
    "lnay-les-Forges",
  ]

  private static func activities(of segment: SampleClient.Segment) -> [String] {
    switch segment {
    case .construction:
      [
        "Maçonnerie", "Charpente", "Plomberie", "Électricité générale", "Travaux publics", "Menuiserie", "Façades",
        "Toitures",
      ]
    case .trade:
      [
        "Matériaux", "Négoce de bois", "Quincaillerie", "Fournitures", "Distribution", "Épicerie fine", "Vins",
        "Équipements",
      ]
    case .services:
      ["Conseil", "Nettoyage", "Transports", "Ingénierie", "Informatique", "Sécurité", "Événementiel", "Formation"]
    case .industry:
      [
        "Mécanique de précision", "Chaudronnerie", "Plasturgie", "Imprimerie", "Fonderie", "Cartonnages", "Usinage",
        "Traitement thermique",
      ]
    case .publicSector: []
    }
  }
}
