import type { PositionBody } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import { AcceptAll } from './AcceptAll'
import { AttributionField } from './AttributionField'
import { DateField } from './DateField'
import { PickField } from './PickField'
import { SignsField } from './SignsField'
import { stanceChoices } from './sign-words'
import type { Draft } from './use-annotation-draft'
import { usePositionOffers } from './use-position-offers'
import { WordsField } from './WordsField'

type Props = {
  readonly draft: Draft
  readonly body: PositionBody
  readonly source: Source
  readonly version: Version
}

/** What a position states: who stands where on what, on which condition, and when it was said. */
export function PositionFields({ draft, body, source, version }: Props) {
  const offers = usePositionOffers(draft, source, version)
  const condition = offers.of('condition')
  const isConditional = body.stance === 'conditional' || body.condition !== null || condition !== null
  return (
    <>
      <PickField draft={draft} kind="actor" value={body.actor} offer={offers.of('actor')} />
      <PickField draft={draft} kind="issue" value={body.issue} offer={offers.of('issue')} />
      <SignsField
        draft={draft}
        field="stance"
        label="Stance"
        signs={stanceChoices}
        value={body.stance}
        change={(stance) => ({ stance })}
        offer={offers.of('stance')}
      />
      {isConditional ? (
        <WordsField
          draft={draft}
          field="condition"
          label="Condition"
          value={body.condition}
          longest={1000}
          offer={condition}
        />
      ) : null}
      <DateField draft={draft} field="dateSaid" label="Said" value={body.dateSaid} source={source.id} />
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
