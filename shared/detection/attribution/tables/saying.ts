import type { Certainty } from '../../../model/annotation'

/** Verbs that give words to somebody, by how sure they make them sound. */
const verbs: Readonly<Record<Certainty, string>> = {
  asserted:
    'said says say saying told tells telling added adds adding announced announces announcing stated states stating wrote writes writing posted posts declared declares declaring explained explains explaining noted notes noting confirmed confirms confirming insisted insists insisting stressed stresses stressing emphasised emphasized emphasises emphasizes emphasising emphasizing underlined underlines underlining argued argues arguing replied replies responded responds answered recalled recalls reported reports reporting warned warns warning reiterated reiterates reiterating remarked remarks acknowledged acknowledges acknowledging admitted admits conceded concedes concluded concludes testified tweeted quipped joked revealed reveals maintained maintains vowed vows pledged pledges promised promises continued recounted predicted predicts asserted asserts asserting disclosed cautioned cautions commented complained tells',
  hedged:
    'suggested suggests suggesting implied implies implying indicated indicates indicating hinted hints hinting believes believed thinks expects expected hopes hoped estimated estimates estimating speculated',
  denied: 'denied denies denying refuted refutes disputed disputes disputing',
  alleged: 'claimed claims claiming alleged alleges alleging',
}

/** From a verb of saying to how sure it makes its words sound. */
export const sayingVerbs: ReadonlyMap<string, Certainty> = new Map(
  Object.entries(verbs).flatMap(([certainty, words]) =>
    // The keys of the table are the certainties.
    words.split(' ').map((word): [string, Certainty] => [word, certainty as Certainty]),
  ),
)

/** Verbs that lead to a quotation, but to no clause: "calls it a ‘very big agreement’". */
export const namingVerbs: ReadonlySet<string> = new Set(
  'called calls calling described describes describing termed dubbed branded labelled labeled asked asks criticised criticized referred refers cited cites quoted quotes urged urges'.split(
    ' ',
  ),
)

/** Verbs among them that are nouns too, and so need a name or a body before them. */
export const maybeNouns: ReadonlySet<string> = new Set(
  'claims reports states notes estimates hopes posts calls promises remarks hints'.split(' '),
)

/** Words between a subject and its verb. */
export const betweenSubjectAndVerb: ReadonlySet<string> = new Set(
  'has have had also later earlier previously again repeatedly reportedly then now already still strongly once just often always then once is was are were been being'.split(
    ' ',
  ),
)

/** Words that begin another clause, so that a subject cannot reach back over them. */
export const clauseStarts: ReadonlySet<string> = new Set(
  'that but while as when after because which who whom whose what if although though whereas where since until before so and or than whether how why yet'.split(
    ' ',
  ),
)

/** Words that lead on to where, when or of what. */
export const prepositions: ReadonlySet<string> = new Set(
  'in on at during after before with without despite for by from to of about under over amid following speaking citing through against among between since into'.split(
    ' ',
  ),
)

/** Words that set the time of a sentence before its subject. */
export const openingAdverbs: ReadonlySet<string> = new Set(
  'but and however meanwhile separately earlier later today yesterday still instead additionally moreover also then now once again last this next week month year monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december indeed nevertheless nonetheless therefore thus though although while despite asked pressed'.split(
    ' ',
  ),
)

/** A verb in one of these forms makes a clause of the words around it. */
export const finiteVerbs: ReadonlySet<string> = new Set(
  "is are was were be will would has have had can could may might must should shall does did do isn't aren't wasn't weren't won't wouldn't hasn't haven't hadn't can't couldn't cannot didn't doesn't don't it's that's we're they're there's he's she's".split(
    ' ',
  ),
)

/** Words that make a statement less than sure. */
export const hedges: ReadonlySet<string> = new Set(
  'may might could reportedly apparently likely unlikely possibly perhaps probably seemingly presumably seems appears seem appear potentially'.split(
    ' ',
  ),
)

/** Words that make it somebody's charge. */
export const allegations: ReadonlySet<string> = new Set('allegedly purportedly supposedly'.split(' '))

/** Words that turn what is said around. */
export const negations: ReadonlySet<string> = new Set(
  "not never no didn't doesn't don't won't wouldn't hasn't haven't hadn't cannot can't couldn't isn't aren't wasn't neither nor without".split(
    ' ',
  ),
)

/** Words that stand for a name. */
export const pronouns: ReadonlySet<string> = new Set(
  'he she it they we i you who which this that these those some others many both neither'.split(' '),
)
