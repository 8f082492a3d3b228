import type { FigureBody } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { AcceptAll } from './AcceptAll'
import { AttributionField } from './AttributionField'
import { DateField } from './DateField'
import { PickField } from './PickField'
import { QuantityFields } from './QuantityFields'
import type { Draft } from './use-annotation-draft'
import { useFigureOffers } from './use-figure-offers'
import { WordsField } from './WordsField'

type Props = {
  readonly draft: Draft
  readonly body: FigureBody
  readonly source: Source
  readonly version: Version
}

/** What a figure states: how much of what, where, since when, and who says so. */
export function FigureFields({ draft, body, source, version }: Props) {
  const offers = useFigureOffers(draft, body, source, version)
  return (
    <>
      <QuantityFields draft={draft} value={body.quantity} offer={offers.of('quantity')} />
      <PickField draft={draft} kind="measure" value={body.measure} offer={offers.of('measure')} />
      <WordsField draft={draft} field="scope" label="Scope" value={body.scope} longest={1000} />
      <DateField
        draft={draft}
        field="asOf"
        label="As of"
        value={body.asOf}
        source={source.id}
        said={offers.said}
        offer={offers.of('asOf')}
      />
      <AttributionField
        draft={draft}
        value={body.attribution}
        outlet={source.details.outlet}
        offer={offers.of('attribution')}
      />
      <AcceptAll draft={draft} offers={offers} />
    </>
  )
}
