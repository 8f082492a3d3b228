import type { Stance } from '../../../model/annotation'

/**
 * Words with which somebody takes a stand, as they stand behind the subject; what blurs or delays the verb ("has", "again",
 * "strongly") is left out. Parted by "|".
 */
const phrases: Readonly<Record<'supports' | 'opposes', string>> = {
  supports:
    'supports|supported|support|back|backs|backed|demand|urge|endorses|endorsed|welcomes|welcomed|favours|favors|favoured|favored|advocates|advocated|advocates for|advocated for|advocating for|calls for|called for|calling for|pushes for|pushed for|pushing for|presses for|pressed for|lobbied for|campaigned for|urges|urged|urging|demands|demanded|demanding|wants|wanted|seeks|sought|aims to|insists on|insisted on|insisting on|proposes|proposed|proposing|agreed to|agrees to|agree to|committed to|commits to|commit to|would commit to|hopes for|hopes that|hopes they|hoping for|ready to|is ready to|willing to|would be willing to|prepared to|vowed to|pledged to|promised to|expressed a desire to|expressed a wish to|expressed support for|express support for|expressing support for|voiced support for|expressed optimism that|expressed optimism about|expressed hope that|emphasised the need for|emphasized the need for|emphasizing the need for|emphasising the need for|stressed the need for|stressing the need for|underlined the need for|underlining the need for|stressed the importance of|emphasized the importance of|interested in|in favour of|in favor of|looks forward to|offered to|needs|need|approved|approves|defended|defends|voted for|would like|would like to|seeks to|wants to|wanted to|sought to|unleashed an extensive diplomatic push to|launched a push for',
  opposes:
    'opposes|opposed|oppose|opposing|opposed to|is opposed to|rejects|rejected|reject|rejecting|refuses|refused|refuse|refusing|refuses to|refused to|refusing to|declines to|declined to|rules out|ruled out|rule out|ruling out|dismisses|dismissed|dismissing|resists|resisted|vetoed|condemns|condemned|condemning|criticises|criticizes|criticised|criticized|criticising|criticizing|denounces|denounced|disputes|disputed|objects to|objected to|expressed concern about|expressed concern over|expressed concerns about|expressed concerns over|expressed serious concerns about|expressed serious concern about|expressing concern about|expressing concern over|express concern about|voiced concern about|voiced concern over|voiced concerns about|raised concerns about|warned against|warns against|warning against|against|is against|voted against|grown weary of|weary of|tired of|maintains strong opposition|cut europeans out of|all but cut|opposition to|fears|given no indication that it will|gave no indication that it would|speaks out against|spoke out against|shut the door on|turned down|called off|scrapped|halted|suspended',
}

/** From the first word of each phrase to all that begin with it, the longest first. */
export const stancePhrases: ReadonlyMap<string, readonly StancePhrase[]> = byFirstWord()

/** A phrase that takes a stand, word by word. */
export type StancePhrase = { readonly words: readonly string[]; readonly stance: Stance }

function byFirstWord(): Map<string, StancePhrase[]> {
  const found = new Map<string, StancePhrase[]>()
  for (const [stance, list] of Object.entries(phrases)) {
    for (const phrase of list.split('|')) {
      const words = phrase.split(' ')
      const first = words[0] ?? ''
      // The keys of the table are stances.
      const entry: StancePhrase = { words, stance: stance as Stance }
      found.set(
        first,
        [...(found.get(first) ?? []), entry].toSorted((a, b) => b.words.length - a.words.length),
      )
    }
  }
  return found
}

/** Verbs behind "will not", "cannot", "would never" with which somebody refuses something. */
export const refusals: ReadonlySet<string> = new Set(
  'sign accept agree allow support back recognise recognize join negotiate cede give make provide send let hold take tolerate consider discuss surrender withdraw return hand pay fund finance approve permit talk commit offer compromise participate attend deploy stop yield budge host ratify extend lift vote'.split(
    ' ',
  ),
)

/** What must, should or has to be is a stand of whoever says so. */
export const norms: ReadonlySet<string> = new Set(
  "should must ought shouldn't mustn't needs need requires require required essential crucial vital imperative important".split(
    ' ',
  ),
)

/** Words that make a stand depend on something. */
export const conditions: readonly string[] = [
  'if',
  'unless',
  'provided that',
  'providing that',
  'only if',
  'as long as',
  'so long as',
  'on condition that',
  'on the condition that',
  'in exchange for',
  'in return for',
  'tied to',
  'without',
  'until',
]
