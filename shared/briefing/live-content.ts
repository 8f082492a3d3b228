import { excerptOf } from '../model/annotation'
import type { LiveContent, LiveQuestion } from '../model/brief'
import { cardWords } from './card-words'
import type { Evidence } from './evidence'

/** What a live block shows of the notebook as it is now. The same notebook gives the same rows. */
export function liveContent({ filter }: LiveQuestion, evidence: Evidence): LiveContent {
  return {
    head: [],
    rows: evidence.passing(filter).map((annotation) => ({
      key: annotation.id,
      cells: [
        {
          words: `${cardWords(annotation, evidence.nameOf).title}: ${excerptOf(annotation.target)}`,
          cites: [{ source: annotation.target.source, annotation: annotation.id }],
        },
      ],
    })),
  }
}
