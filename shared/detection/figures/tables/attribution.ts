/** Verbs that give words to somebody. */
export const sayingVerbs: ReadonlySet<string> = new Set(
  (
    'said says told tells claimed claims estimated estimates reported reports announced announces warned warns wrote writes stated states argued argues insisted insists acknowledged acknowledges confirmed confirms revealed reveals put puts calculated calculates ' +
    'sagte sagten erklärte meldete teilte berichtete dit déclaré affirmé annoncé dijo dijeron afirmó anunció informó ha_detto detto affermato ' +
    'заявив заявила повідомив повідомила повідомили сказав заявил заявила сообщил сообщила сообщили сказал powiedział powiedziała poinformował podał podała'
  ).split(' '),
)

/** Participles that give words to the subject of the sentence: "…, claiming that". */
export const sayingParticiples: ReadonlySet<string> = new Set(
  'claiming saying stating adding noting arguing estimating insisting'.split(' '),
)

/** Phrases that name who is credited right behind them; parted by "|". */
export const creditPhrases =
  "according to|estimated by|estimates by|estimates from|figures from|data from|calculated by|quoted by|laut|nach angaben von|nach angaben der|nach angaben des|selon|d'après|según|secondo|за даними|за словами|за оцінками|по данным|по словам|по оценкам|według"

/** What is credited but speaks for nobody: a document says what its writers do not say here. */
export const documentWords: ReadonlySet<string> = new Set(
  'agreement draft document text deal law terms plan proposal report reports it them this that data figures estimates estimate sources statement contract treaty bill budget'.split(
    ' ',
  ),
)

/** Who is meant stands in another sentence. */
export const pronouns: ReadonlySet<string> = new Set(
  'he she it they we i you who which that this these those one some others many er sie es il elle ils él ella ellos він вона вони он она они on ona oni'.split(
    ' ',
  ),
)

/** Words that end the name of a speaker or the name of what is counted. */
export const phraseEnds: ReadonlySet<string> = new Set(
  (
    'sind ist war waren hat haben wird werden est sont était étaient es son fue fueron è sono ' +
    'is are was were be been has have had will would can could may might must should shall do does did said says told which who whom whose that as to by at on with without after before since until while when where because if but than then so under over despite through during against among between into ' +
    'it he she they we you cited according killed launched received provided given needed required lost struck remain remains remained showed shows'
  ).split(' '),
)

/** Verbs between what is measured and its number: "the cost will be $5bn". */
export const equalVerbs: ReadonlySet<string> = new Set(
  'is are was were be reached reaches totalled totaled totals stood stands amounted amounts rose fell grew climbed dropped cost costs hit exceeded exceeds equals equalled averaged comes came'.split(
    ' ',
  ),
)

/** Words of a sentence that begin a clause of their own. */
export const clauseStarts: ReadonlySet<string> = new Set(
  'that but while although because whereas which'.split(' '),
)

/** Words that name an amount without saying of what. */
export const emptyHeads: ReadonlySet<string> = new Set(
  'amount total sum figure number share range level rate value cost price it this that they which there he she each'.split(
    ' ',
  ),
)
