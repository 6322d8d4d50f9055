internal import Receivables
internal import Tables

/// What each figure means, and what was assumed.
struct DefinitionsSection: ReportSection {
  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    [
      .heading(level: 2, language(en: "Definitions and assumptions", fr: "Définitions et hypothèses")),
      .list(
        balances(language) + daysSalesOutstanding(language) + collection(language) + decay(language)
          + risk(lateAfter: analysis.settings.lateAfter, style.currency, language)),
    ]
  }

  /// What is owed, and how late it is.
  private func balances(_ language: Language) -> [String] {
    [
      language(
        en: "**Amounts** include tax. Nothing dated after the as-of day is used, in any figure.",
        fr: "**Montants** toutes taxes comprises. Rien de postérieur à la date d'arrêté n'entre dans un chiffre."),
      language(
        en: "**Past due**: unpaid after its due day; on the due day itself it is not. "
          + "A partial payment reduces the balance and keeps the age.",
        fr: "**Échu** : impayé après son échéance ; le jour même, il ne l'est pas encore. "
          + "Un règlement partiel réduit le solde sans changer l'ancienneté."),
      language(
        en:
          "**Disputed**: as flagged in the file on the day it was exported; the flag has no day, so earlier periods are "
          + "left blank.",
        fr: "**En litige** : selon le fichier au jour de son export ; l'indication n'est pas datée, les périodes "
          + "antérieures sont donc laissées vides."),
      language(
        en:
          "**Days late**: payment day less due day over all invoices paid so far, early payments negative; weighted by "
          + "payment where said. Open invoices are not in it, so it hides the worst payers: payment decay counts them.",
        fr:
          "**Retard moyen** : date de règlement moins échéance, sur toutes les factures payées à ce jour, les paiements "
          + "en avance comptant en négatif ; pondéré par le règlement quand c'est dit. Les factures ouvertes n'y sont pas : "
          + "il masque les plus mauvais payeurs, que la probabilité de paiement prend en compte."),
    ]
  }

  /// The DSO family.
  private func daysSalesOutstanding(_ language: Language) -> [String] {
    [
      language(
        en:
          "**Count-back DSO**: the sales of each calendar month, latest first, are taken off the net receivables, and "
          + "their days added up; the current month counts its elapsed days, the last one its proportion.",
        fr:
          "**DSO par épuisement** : on retranche de l'encours net les ventes de chaque mois civil, du plus récent au plus "
          + "ancien, en comptant leurs jours ; le mois en cours compte ses jours écoulés, le dernier son prorata."),
      language(
        en:
          "**Simple DSO**: net receivables / sales of the last 90 days × 90. **Best possible**: the same with what is "
          + "not yet due. **Average days delinquent**: their difference. **Sales** of a DSO are invoices less the credit "
          + "notes known by its day, each in its invoice's month, and so not the CEI's; those of the 90 days are in "
          + "monthly.csv.",
        fr:
          "**DSO simple** : encours net / ventes des 90 derniers jours × 90. **Meilleur possible** : de même avec le seul "
          + "non échu. **Retard moyen implicite** : leur différence. Les **ventes** d'un DSO sont les factures moins les avoirs "
          + "connus à sa date, chacun au mois de sa facture : ce ne sont pas celles du CEI ; celles des 90 jours sont dans "
          + "monthly.csv."),
      language(
        en:
          "**Direct payment delay**: Σ(payment × days since issue) / Σ payment, over all dated payments. It is not a DSO.",
        fr: "**Délai constaté** : Σ(paiement × jours depuis l'émission) / Σ paiements, sur tous les paiements datés. "
          + "Ce n'est pas un DSO."),
      language(
        en:
          "**Rolling average**: mean net receivables of the last three month ends (those that end on the as-of day) × 30 / "
          + "mean monthly sales of the last three months. On **30-day months** a month that is over counts 30 days.",
        fr:
          "**Moyenne glissante** : encours net moyen des trois dernières fins de mois (comptées depuis l'arrêté) × 30 / "
          + "ventes mensuelles moyennes des trois derniers mois. Les **mois de 30 jours** comptent 30 jours une fois finis."
      ),
    ]
  }

  /// What came in, and on whom it hangs.
  private func collection(_ language: Language) -> [String] {
    [
      language(
        en: "**CEI**, the collection effectiveness index of a calendar month: (opening receivables + sales − closing "
          + "receivables) / (opening + sales − not due at its end). Sales are invoices less credit notes and write-offs of the month. It is "
          + "not clipped: payments before their due day can bring it above 100%.",
        fr:
          "**CEI**, taux d'efficacité du recouvrement d'un mois civil : (encours d'ouverture + ventes − encours de clôture) / "
          + "(ouverture + ventes − non échu à la fin). Les ventes sont les factures moins les avoirs et les pertes du mois. Il n'est pas "
          + "plafonné : des paiements avant l'échéance peuvent le porter au-delà de 100 %."),
      language(
        en:
          "**Collected of what was payable**: payments of the month on items due by its end / (those payments + what is still "
          + "open of these items). What was credited is on neither side.",
        fr:
          "**Encaissé sur l'exigible** : règlements du mois sur les pièces échues ou à échéance avant sa fin / (ces règlements + "
          + "ce qui en reste dû). Ce qui a fait l'objet d'un avoir n'y entre pas."),
      language(
        en:
          "**Concentration**: of net balances, clients in credit left out. The Herfindahl index is the sum of squared "
          + "shares; its inverse is the number of equal clients that would be as concentrated.",
        fr:
          "**Concentration** : sur les soldes nets, sans les clients créditeurs. L'indice de Herfindahl est la somme des "
          + "carrés des parts ; son inverse, le nombre de clients égaux qui donneraient la même concentration."),
    ]
  }

  /// How payment becomes less likely with age.
  private func decay(_ language: Language) -> [String] {
    [
      language(
        en:
          "**Payment decay**: the probability of being still open by days past due (Kaplan–Meier; open invoices are censored "
          + "at their age, negative before the due day) and of being paid, credited or written off (Aalen–Johansen: a "
          + "credit note is no payment, and ends the debt). An opening item counts from the age at which it entered. "
          + "Greenwood variance, log-log interval: what other invoices of the same clients would give. A probability of "
          + "payment or of an end on fewer than 10 invoices at risk is withheld, and so is a curve of fewer than 10 invoices.",
        fr:
          "**Probabilité de paiement** : probabilité d'être encore ouverte selon les jours de retard (Kaplan–Meier ; les factures "
          + "ouvertes sont censurées à leur âge, négatif avant l'échéance), et d'être payée, annulée par avoir ou passée en "
          + "perte (Aalen–Johansen : un avoir n'est pas un paiement, mais il éteint la créance). Une facture reprise à "
          + "l'ouverture compte depuis son âge d'entrée. Variance de Greenwood, intervalle log-log : ce que donneraient "
          + "d'autres factures des mêmes clients. Une probabilité de paiement ou d'issue n'est pas donnée pour moins de 10 "
          + "factures suivies, ni une courbe de moins de 10 factures."
      ),
      language(
        en:
          "**Pace by age**: payments / days at risk, the part of what is open that is paid on a day. **Half-life**: days "
          + "until half of the invoices open after 30 days are paid, as observed and by laws fitted to the time since then "
          + "(credit notes and write-offs censored). These intervals take clients, not invoices, as drawn at random: "
          + "variance between clients, Student's t; for the ratio at 30 days, a bootstrap of clients (999 replicates, seed "
          + "1). At least 10 clients and 10 payments.",
        fr:
          "**Rythme selon l'ancienneté** : règlements / jours de suivi, soit la part de l'encours ouvert réglée en un jour. **Demi-vie** : "
          + "jours jusqu'au paiement de la moitié des factures ouvertes après 30 jours, observée puis selon des lois ajustées "
          + "au temps écoulé depuis (avoirs et pertes censurés). Ces intervalles considèrent les clients, non les factures, "
          + "comme tirés au sort : variance entre clients, loi de Student ; pour le rapport à 30 jours, rééchantillonnage des "
          + "clients (999 tirages, graine 1). Au moins 10 clients et 10 règlements."
      ),
    ]
  }

  /// Probabilities, and what rests on them.
  private func risk(lateAfter g: Int, _ currency: Currency, _ language: Language) -> [String] {
    [
      language(
        en:
          "**P(late)**, P(unpaid at +\(g) d): probability that an invoice of the client's usual amount and latest terms, issued the day after "
          + "the as-of day, is still unpaid \(g) days after its due day.",
        fr:
          "**P(impayé à +\(g) j)** : probabilité qu'une facture du montant et du délai habituels du client, émise le lendemain de "
          + "l'arrêté, soit encore impayée \(g) jours après son échéance."),
      language(
        en:
          "**Amount at risk**: Σ balance × P(still unpaid at the later of due + \(g) and as-of + 30 days | open today). "
          + "The probability is that of the model of open items where the model is used; elsewhere it is assumed that an "
          + "item's hazard of payment is the portfolio's times a constant that matches its P(late).",
        fr:
          "**Montant à risque** : Σ solde × P(encore impayé à la plus tardive de deux dates, échéance + \(g) j et "
          + "arrêté + 30 j | ouvert aujourd'hui). La probabilité est celle du modèle des pièces ouvertes quand il est "
          + "retenu ; sinon, par hypothèse, le risque instantané de paiement d'une pièce est celui du portefeuille, à une "
          + "constante près qui respecte sa P(impayé à +\(g) j)."),
      language(
        en:
          "**Reasons**: the last five invoices are the latest that were paid or have fallen due; one counts when it was "
          + "paid after its due day, be it by a day, or is still unpaid after it.",
        fr:
          "**Motifs** : les 5 dernières échéances sont celles des dernières factures payées ou échues ; une facture compte "
          + "si elle a été payée après l'échéance, fût-ce d'un jour, ou reste impayée au-delà."),
      language(
        en: "**Rank**: by amount at risk. Clients with a net credit, or with residuals of at most 1 "
          + "\(currency) an item, have none.",
        fr: "**Rang** : par montant à risque. Les clients créditeurs, ou dont les reliquats ne dépassent pas 1 "
          + "\(currency) par pièce, n'en ont pas."),
      language(
        en: "**Test of the model**: log loss is the mean of −log of the probability given to what happened (lower is "
          + "better); AUC is the chance that a late invoice ranks above one that was not (0.5 is chance), with DeLong's "
          + "interval; a slope of 1 and an intercept of 0 mean that probabilities are as large as they should be.",
        fr:
          "**Test du modèle** : la perte logarithmique est la moyenne de −log de la probabilité donnée à ce qui est "
          + "arrivé (plus bas vaut mieux) ; l'AUC est la chance qu'une facture impayée à +\(g) j soit classée au-dessus d'une "
          + "autre (0,5 : hasard), intervalle de DeLong ; pente 1 et constante 0 : probabilités bien calibrées."),
    ]
  }
}
