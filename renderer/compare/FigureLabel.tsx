import { sayingWords } from '../../shared/briefing/saying'
import { amountWords } from '../../shared/comparison/tick-labels'
import type { FigureMention } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { Icon } from '../ui/Icon'
import { quantityWords, signOf, signs } from './figure-words'
import { dayWords } from './SourceChip'

type Props = { readonly mention: FigureMention; readonly signed?: boolean }

/** A figure as it is written, who says so, what it covers and since when. `signed` where no scale shows its sign. */
export function FigureLabel({ mention, signed = false }: Props) {
  const { nameOf } = useCodebook()
  const { asWritten, quantity, chain, scope } = mention
  const meant = signOf(mention)
  const sign = signed ? meant : null
  // Nobody sees in "hundreds of billions" where it stands among the others.
  const least =
    meant === signs.hatch && quantity !== null
      ? `placed by the least it can mean, ${amountWords(quantity.value, quantity.unit)}`
      : null
  const notes = [sayingWords(chain, nameOf), scope, least].filter((one) => one !== null)
  return (
    <div className="w">
      {sign === null ? null : <Icon name={sign.icon} size={14} className="figure" />}
      <span dir="auto">{asWritten}</span>
      {quantity === null ? null : <span className="sr"> ({quantityWords(quantity)})</span>}
      <small dir="auto">
        {notes.join(' · ')} · <Since mention={mention} />
      </small>
    </div>
  )
}

/** Since when a figure holds; where only its source has a date, that is dotted, as all is that was inferred. */
function Since({ mention: { asOf, date } }: { mention: FigureMention }) {
  if (asOf !== null) return <span className="num">as of {dayWords(asOf)}</span>
  if (date === null) return <span>no date</span>
  return (
    <span className="inf num" title="The date of the source: no other is recorded">
      {dayWords(date)}
    </span>
  )
}
