/** Words that end the name of what is counted. */
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
