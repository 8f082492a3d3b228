import { wordChanges } from '../../../shared/anchoring/word-changes'

/** Two wordings woven into one: what was taken out is struck, what was put in underlined, and both are said. */
export function WordChanges({ old, now }: { old: string; now: string }) {
  let offset = 0
  return wordChanges(old, now).map(({ kind, words }) => {
    const key = offset
    offset += words.length
    if (kind === 'same') return <span key={key}>{words}</span>
    const Sign = kind === 'old' ? 'del' : 'ins'
    return (
      <Sign key={key}>
        <span className="sr">{kind === 'old' ? ' (taken out: ' : ' (put in: '}</span>
        {words}
        <span className="sr">) </span>
      </Sign>
    )
  })
}
