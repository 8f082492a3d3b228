/** Words of an office or a rank that stand before or instead of a name. The first word of each row stands for all. */
const offices = [
  'president presidents presidential',
  'minister ministers',
  'secretary secretaries',
  'chancellor',
  'leader leaders',
  'spokesperson spokesman spokeswoman',
  'chief',
  'governor gov.',
  'king',
  'queen',
  'prince',
  'mayor',
  'envoy',
  'ambassador',
  'premier',
  'pm',
  'general gen.',
  'commander',
  'chairman chairwoman chair',
  'director',
  'head',
  'senator sen.',
  'congressman congresswoman rep.',
  'representative',
  'adviser advisor',
  'economist',
  'professor prof.',
  'founder',
  'commissioner',
  'negotiator',
  'prosecutor',
  'journalist',
  'actor',
  'lawmaker mp',
]
/** From a word of an office to the word that stands for all of its forms. */
export const officeWords: ReadonlyMap<string, string> = new Map(
  offices.flatMap((row) => row.split(' ').map((word, _, all): [string, string] => [word, all[0] ?? word])),
)

/** Words that only stand with an office or before a name, and are no part of the name. */
export const titleWords: ReadonlySet<string> = new Set(
  'mr mr. mrs mrs. ms ms. sir dame lord lady dr dr. col. lt. sgt. maj. capt. adm. admiral colonel captain major sergeant lieutenant hon. vice deputy prime foreign affairs defence defense finance first special senior former acting interim high state treasury interior economy regional army security national chief-of-staff representative'.split(
    ' ',
  ),
)

/** Who leads a country, under any of these names. */
export const leaderOffices: readonly string[] = ['president', 'prime minister', 'chancellor', 'king']

/** Offices of which a text may speak without saying whose they are. */
export const loneOffices: ReadonlySet<string> = new Set(
  'president,prime minister,foreign minister,defence minister,finance minister,minister,secretary,chancellor,king,queen,mayor,governor,envoy,ambassador,chairman'.split(
    ',',
  ),
)

/** People who are named by what they are alone. */
export const anonymousHeads: ReadonlySet<string> = new Set(
  'official officials source sources diplomat diplomats representative representatives aide aides insider insiders negotiator negotiators person people adviser advisers resident residents witness witnesses officer officers soldier soldiers lawyer lawyers analyst analysts expert experts'.split(
    ' ',
  ),
)

/** Bodies and offices that speak, named by a common noun. */
export const bodyHeads: ReadonlySet<string> = new Set(
  'agency ministry department government administration military army navy police court council commission committee parliament union company bank institute house office staff press party group forces force authorities authority team side media outlet newspaper statement spokesperson spokesman spokeswoman minister president leader leaders chancellor mayor governor prosecutor unit brigade service leadership delegation guild association federation board lawmakers ministers unions companies regulators campaigners activists guilds councils'.split(
    ' ',
  ),
)

/** Last words of names that are not those of people. */
export const bodyEndings: ReadonlySet<string> = new Set(
  'press conference house council ministry department agency institute party university court bank union commission parliament staff administration constitution association times post journal news service services forces force group office committee congress senate security states kingdom nations program programme today summit agreement deal act treaty war sea region oblast street square airport church school academy federation republic organisation organization fund report media international trade guild board company'.split(
    ' ',
  ),
)

/** "The news agency" is the outlet that was named last. */
export const outletHeads: ReadonlySet<string> = new Set(
  'outlet agency newspaper media broadcaster'.split(' '),
)

/** Outlets as other outlets name them. */
export const outlets: readonly string[] = [
  'Reuters',
  'Associated Press',
  'AP',
  'AFP',
  'Agence France-Presse',
  'CNN',
  'BBC',
  'Bloomberg',
  'Financial Times',
  'New York Times',
  'Wall Street Journal',
  'Washington Post',
  'Guardian',
  'Economist',
  'Politico',
  'Axios',
  'Al Jazeera',
  'Sky News',
  'NBC News',
  'ABC News',
  'CBS News',
  'Fox News',
  'DPA',
  'Der Spiegel',
  'Le Monde',
  'Deutsche Welle',
  'DW',
  'Tass',
  'Interfax',
  'Xinhua',
  'Kyodo',
  'Suspilne',
  'Kyiv Independent',
]
