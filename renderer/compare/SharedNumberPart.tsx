import { sayingWords } from '../../shared/briefing/saying'
import { groupBy } from '../../shared/comparison/mention'
import type { FigureMention, SharedNumber } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { Icon } from '../ui/Icon'
import { count } from '../ui/words'
import { numberWords } from './figure-columns'
import { signOf } from './figure-words'
import { GroupHead } from './GroupHead'
import { SourceChip } from './SourceChip'

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** One number that stands for several things, a row for each of them. */
export function SharedNumberPart({ number }: { number: SharedNumber }) {
  const { nameOf } = useCodebook()
  const measures = [...groupBy(number.mentions, ({ measure }) => measure)]
  const sources = new Set(number.mentions.map(({ source }) => source)).size
  const title = `One number, ${small[measures.length] ?? measures.length} measures: ${numberWords(number)}`
  return (
    <section className="grp">
      <GroupHead
        name={title}
        note={`${count(number.mentions.length, 'mention')} in ${count(sources, 'source')}`}
      />
      <div className="tbl-wrap">
        <table className="tbl" aria-label={title}>
          <thead>
            <tr>
              {['Measure', 'As written', 'Who says so', 'Where'].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measures.map(([measure, mentions]) => (
              <tr key={measure ?? 'none'}>
                <td className="w">{nameOf(measure) ?? <span className="q">No measure yet</span>}</td>
                <td>
                  {distinct(mentions, ({ asWritten }) => asWritten).map((mention) => (
                    <div key={mention.annotation}>
                      <Signed mention={mention} />
                    </div>
                  ))}
                </td>
                <td>
                  {distinct(mentions, ({ chain }) => sayingWords(chain, nameOf))
                    .map(({ chain }) => sayingWords(chain, nameOf))
                    .join('; ')}
                </td>
                <td>
                  <div className="chips">
                    {mentions.map((mention) => (
                      <SourceChip key={mention.annotation} mention={mention} />
                    ))}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Signed({ mention }: { mention: FigureMention }) {
  const sign = signOf(mention)
  return (
    <span className="num" dir="auto">
      {sign === null ? null : <Icon name={sign.icon} size={14} className="figure" />} {mention.asWritten}
    </span>
  )
}

/** The first mention of each wording. */
function distinct(mentions: readonly FigureMention[], wordsOf: (mention: FigureMention) => string) {
  return [...new Map(mentions.toReversed().map((one) => [wordsOf(one), one])).values()].toReversed()
}
