import type { Certainty } from '../../../model/annotation'
import { sayingVerbs } from './saying'

/**
 * How other languages than English give words to somebody. Where the verbs come from: German, the verbs of reporting in
 * the grammars of LEO (dict.leo.org, "Verben des Berichtens") and canoo.net ("Indirect speech"); French, the reported
 * speech of EDS-NLP (its `reported_speech` patterns), without "noter", which is a noun more often; Ukrainian, the
 * reporting verbs for reported statements at level B1 of the State Standard; Spanish and Russian, the same meanings among
 * the "verbos de lengua" and the "глаголы речи" of the academies' grammars, chosen by hand. Each stands in the third
 * person, in the tenses of news reports, in the class of its English counterpart in `saying.ts`. The phrases that credit
 * ("laut", "selon", "según", "за словами", "по словам") are those that news copy puts before a name.
 */
type Table = {
  readonly verbs: Readonly<Record<Certainty, string>>
  /** What stands before the name of who says it, parted by "|". */
  readonly credits: string
  /** What stands behind the name instead: "Reyl zufolge"; empty where no word does. */
  readonly creditBehind: string
  /** Every noun begins with a capital, so that a small word behind one begins something else. */
  readonly nounsHaveCapitals: boolean
  /** Words between a subject and its verb, or before both: "a déclaré", "hat gesagt". */
  readonly auxiliaries: string
  /** Verbs that end a name: they begin what is said of it. */
  readonly finite: string
  readonly pronouns: { readonly he: string; readonly she: string }
  /** Words that stand before a noun and are no part of a name. */
  readonly articles: string
  /** Words that lead on to where, when or of what, and so are not the subject. */
  readonly prepositions: string
  readonly clauseStarts: string
  /** Offices and forms of address, before a name or instead of one. */
  readonly titles: RegExp
  /** First words of the names of bodies. */
  readonly bodies: RegExp
  /** What people are called who are named by nothing else. */
  readonly unnamed: RegExp
}

const tables: Readonly<Record<'de' | 'fr' | 'es' | 'uk' | 'ru', Table>> = {
  de: {
    verbs: {
      asserted:
        'sagte sagten sagt gesagt erklärte erklärten erklärt teilte teilten mitgeteilt mitteilte mitteilten mitteilt berichtete berichteten berichtet meldete meldeten meldet betonte betonten betont bestätigte bestätigten bestätigt kündigte angekündigt warnte warnten warnt schrieb schrieben schreibt äußerte äußerten antwortete antworteten ergänzte fügte unterstrich versicherte versicherten bekräftigte entgegnete verkündete',
      hedged: 'vermutete vermutet schätzte schätzen schätzt deutete glaubt glaubte hofft hoffte',
      denied: 'bestritt bestritten bestreitet dementierte dementierten dementiert leugnete leugnet',
      alleged: 'behauptete behaupteten behauptet',
    },
    credits: 'so|laut|nach angaben|nach den angaben|nach aussage|nach darstellung|nach worten|gemäß',
    creditBehind: 'zufolge',
    nounsHaveCapitals: true,
    auxiliaries: 'hat haben hatte hatten auch zudem später zuvor',
    finite:
      'ist sind war waren hat haben hatte hatten wird werden wurde wurden sei seien soll sollen kann können muss müssen will wollen gibt liegt beträgt es',
    pronouns: { he: 'er', she: 'sie' },
    articles: 'der die das des dem den ein eine einer eines einem von vom',
    prepositions:
      'am an auf aus bei beim für gegen im in mit nach seit über um unter vor während wegen zu zum zur gegenüber',
    clauseStarts: 'dass daß und aber wie weil während als wenn ob denn obwohl doch sondern die',
    titles:
      /(minister|ministerin|präsident|präsidentin|kanzler|kanzlerin|sprecher|sprecherin|meister|meisterin|chef|chefin|vorsitzende|vorsitzender|general|botschafter|botschafterin|herr|frau|dr\.?|professor)$/,
    bodies:
      /(ministerium|ministeriums|regierung|behörde|agentur|polizei|generalstab|bundesbank|kommission|verband|verbandes|rat|institut|instituts|gericht|gerichts)$/,
    unnamed: /^(beamter|beamte|beamten|diplomat|diplomaten|insider|quelle|quellen|vertreter|kreise|kreisen)$/,
  },
  fr: {
    verbs: {
      asserted:
        'dit disent déclaré déclarait déclare déclarent affirmé affirme affirment affirmait annoncé annonce annoncent expliqué explique expliquent ajouté ajoute ajoutent précisé précise précisent indiqué indique indiquent rapporté rapporte rapportent souligné souligne soulignent assuré assure assurent confirmé confirme confirment répondu répond estimé estime estiment averti avertit écrit rappelé rappelle insisté insiste',
      hedged: 'suggéré suggère laissé pense pensent espère espéré',
      denied: 'nié nie nient démenti dément démentent contesté conteste contestent',
      alleged: 'prétendu prétend prétendent allégué',
    },
    credits: "selon|d' après|aux dires de|de l' avis de|de source",
    creditBehind: '',
    nounsHaveCapitals: false,
    auxiliaries: 'a ont avait avaient aussi également encore',
    finite:
      'est sont était étaient sera seront serait a ont avait avaient aura peut peuvent doit doivent fait il',
    pronouns: { he: 'il', she: 'elle' },
    articles: "le la les l' un une des du de d'",
    prepositions:
      'à au aux en dans sur sous pour par avec avant après depuis pendant lors chez contre vers dans lundi mardi mercredi jeudi vendredi samedi dimanche',
    clauseStarts: "que qu' qui dont où mais et car tandis alors quand si lorsque puisque comme",
    titles:
      /^(président|présidente|premier|première|ministre|chancelier|chancelière|porte-parole|maire|général|gouverneur|gouverneure|ambassadeur|ambassadrice|directeur|directrice|chef|cheffe|m\.?|mme|secrétaire|député|députée)$/,
    bodies:
      /^(ministère|gouvernement|agence|police|armée|présidence|commission|banque|parquet|institut|mairie|syndicat|état-major|élysée|kremlin)$/,
    unnamed:
      /^(responsable|responsables|source|sources|diplomate|diplomates|fonctionnaire|fonctionnaires|officiel|officiels)$/,
  },
  es: {
    verbs: {
      asserted:
        'dijo dijeron dice dicen dicho declaró declararon declara declarado afirmó afirmaron afirma afirmado anunció anunciaron anuncia anunciado aseguró aseguraron asegura asegurado explicó explicaron explica explicado añadió añadieron añade agregó agregaron señaló señalaron señala informó informaron informa informado confirmó confirmaron confirma confirmado indicó indicaron indica respondió respondieron responde advirtió advirtieron advierte insistió insiste subrayó subraya destacó destaca escribió manifestó recordó precisó',
      hedged: 'sugirió sugirieron sugiere cree creen espera esperan estima estiman estimó',
      denied: 'negó negaron niega niegan desmintió desmintieron desmiente',
      alleged: 'alegó alegaron alega',
    },
    credits: 'según|de acuerdo con|a juicio de|en palabras de|conforme a',
    creditBehind: '',
    nounsHaveCapitals: false,
    auxiliaries: 'ha han había habían también además',
    finite:
      'es son fue fueron era eran será serán está están hay ha han había habían puede pueden debe tiene tienen',
    pronouns: { he: 'él', she: 'ella' },
    articles: 'el la los las un una unos unas de del al',
    prepositions:
      'a en por para con sin sobre desde hasta ante bajo contra durante tras entre hacia lunes martes miércoles jueves viernes sábado domingo este ayer hoy',
    clauseStarts: 'que quien quienes pero y e mientras cuando si porque aunque como donde',
    titles:
      /^(presidente|presidenta|primer|primera|ministro|ministra|canciller|portavoz|vocero|vocera|alcalde|alcaldesa|general|gobernador|gobernadora|embajador|embajadora|director|directora|jefe|jefa|secretario|secretaria|diputado|diputada|señor|señora|don|doña)$/,
    bodies:
      /^(ministerio|gobierno|agencia|policía|ejército|presidencia|comisión|banco|fiscalía|instituto|ayuntamiento|sindicato|kremlin|autoridad|autoridades)$/,
    unnamed:
      /^(fuente|fuentes|funcionario|funcionaria|funcionarios|diplomático|diplomáticos|responsable|responsables|testigo|testigos)$/,
  },
  uk: {
    verbs: {
      asserted:
        'сказав сказала сказали каже кажуть говорить заявив заявила заявили заявляє повідомив повідомила повідомили повідомляє повідомляють зазначив зазначила зазначили наголосив наголосила наголосили додав додала додали пояснив пояснила пояснили підкреслив підкреслила підкреслили розповів розповіла розповіли підтвердив підтвердила підтвердили оголосив оголосила оголосили написав написала відповів відповіла попередив попередила попередили нагадав нагадала уточнив уточнила',
      hedged: 'припустив припустила припустили вважає вважають сподівається',
      denied: 'заперечив заперечила заперечили заперечує заперечують спростував спростувала спростували',
      alleged: 'стверджує стверджують стверджував стверджувала стверджували',
    },
    credits: 'за словами|за даними|за інформацією|за оцінками|за оцінкою|на думку|згідно з|як повідомляє',
    creditBehind: '',
    nounsHaveCapitals: false,
    auxiliaries: 'також раніше згодом пізніше',
    finite: 'є був була були було буде будуть становить становлять має мають може можуть',
    pronouns: { he: 'він', she: 'вона' },
    articles: '',
    prepositions: 'у в на за з із до від для про під час після перед через над при по о об',
    clauseStarts: 'що який яка які але а й і та якщо коли бо оскільки щоб як',
    titles:
      /^(президент\p{L}*|прем'єр\p{L}*|прем'єр-міністр\p{L}*|міністр|міністра|міністерк\p{L}*|речник\p{L}*|речниц\p{L}*|мер|мера|генерал\p{L}*|голов\p{L}{1,2}|очільник\p{L}*|посол|посла|канцлер\p{L}*|керівни\p{L}*|радни\p{L}*)$/u,
    bodies:
      /^(міністерств\p{L}*|уряд\p{L}*|генштаб\p{L}*|служб\p{L}*|поліці\p{L}*|агентств\p{L}*|мінфін\p{L}*|міноборони|банк\p{L}*|комісі\p{L}*|рад\p{L}|кремл\p{L}*|інститут\p{L}*)$/u,
    unnamed: /^(джерел\p{L}*|чиновник\p{L}*|посадов\p{L}*|дипломат\p{L}*|співрозмовник\p{L}*)$/u,
  },
  ru: {
    verbs: {
      asserted:
        'сказал сказала сказали говорит говорят заявил заявила заявили заявляет сообщил сообщила сообщили сообщает сообщают отметил отметила отметили подчеркнул подчеркнула подчеркнули добавил добавила добавили пояснил пояснила пояснили рассказал рассказала рассказали подтвердил подтвердила подтвердили объявил объявила объявили написал написала ответил ответила предупредил предупредила предупредили напомнил напомнила уточнил уточнила',
      hedged: 'предположил предположила предположили считает считают надеется полагает',
      denied: 'опроверг опровергла опровергли опровергает отрицает отрицают отрицал отрицала отрицали',
      alleged: 'утверждает утверждают утверждал утверждала утверждали',
    },
    credits: 'по словам|по данным|по информации|по оценкам|по оценке|по мнению|согласно|как сообщает',
    creditBehind: '',
    nounsHaveCapitals: false,
    auxiliaries: 'также ранее позже затем',
    finite: 'есть был была были было будет будут составляет составляют имеет имеют может могут',
    pronouns: { he: 'он', she: 'она' },
    articles: '',
    prepositions: 'в во на за с со из к ко до от для о об про под во время после перед через над при по у',
    clauseStarts: 'что который которая которые но а и если когда так потому поскольку чтобы как',
    titles:
      /^(президент\p{L}*|премьер\p{L}*|премьер-министр\p{L}*|министр|министра|пресс-секретар\p{L}*|представител\p{L}*|мэр|мэра|генерал\p{L}*|глав\p{L}|губернатор\p{L}*|посол|посла|канцлер\p{L}*|руководител\p{L}*|советни\p{L}*)$/u,
    bodies:
      /^(министерств\p{L}*|правительств\p{L}*|генштаб\p{L}*|служб\p{L}*|полици\p{L}*|агентств\p{L}*|минфин\p{L}*|минобороны|банк\p{L}*|комисси\p{L}*|совет\p{L}*|кремл\p{L}*|институт\p{L}*)$/u,
    unnamed: /^(источник\p{L}*|чиновник\p{L}*|дипломат\p{L}*|собеседник\p{L}*)$/u,
  },
}

/** The words of a language that give words to somebody. */
export type Speech = {
  readonly verbs: ReadonlyMap<string, Certainty>
  readonly credits: readonly (readonly string[])[]
  readonly auxiliaries: ReadonlySet<string>
  readonly finite: ReadonlySet<string>
  readonly pronouns: ReadonlyMap<string, 'he' | 'she'>
  readonly articles: ReadonlySet<string>
  readonly prepositions: ReadonlySet<string>
  readonly clauseStarts: ReadonlySet<string>
} & Pick<Table, 'creditBehind' | 'nounsHaveCapitals' | 'titles' | 'bodies' | 'unnamed'>

const wordsIn = (list: string): ReadonlySet<string> => new Set(list.split(' '))

function speechFrom(table: Table): Speech {
  const { verbs, credits, creditBehind, nounsHaveCapitals, pronouns, titles, bodies, unnamed } = table
  return {
    verbs: new Map(
      Object.entries(verbs).flatMap(([certainty, words]) =>
        // The keys of the table are the certainties.
        words.split(' ').map((word): [string, Certainty] => [word, certainty as Certainty]),
      ),
    ),
    creditBehind,
    nounsHaveCapitals,
    credits: credits.split('|').map((phrase) => phrase.split(' ')),
    auxiliaries: wordsIn(table.auxiliaries),
    finite: wordsIn(table.finite),
    pronouns: new Map([
      [pronouns.he, 'he'],
      [pronouns.she, 'she'],
    ]),
    articles: wordsIn(table.articles),
    prepositions: wordsIn(table.prepositions),
    clauseStarts: wordsIn(table.clauseStarts),
    titles,
    bodies,
    unnamed,
  }
}

const speeches: ReadonlyMap<string, Speech> = new Map(
  Object.entries(tables).map(([language, table]) => [language, speechFrom(table)]),
)

/** The words of a language, told by its BCP 47 tag; null for English and for those that have no table. */
export function speechOf(tag: string): Speech | null {
  return speeches.get(tag.toLowerCase().split('-')[0] ?? '') ?? null
}

/** Whether the word says, in any language that is known here, that somebody says something. */
export function isSayingVerb(word: string): boolean {
  return sayingVerbs.has(word) || [...speeches.values()].some(({ verbs }) => verbs.has(word))
}
