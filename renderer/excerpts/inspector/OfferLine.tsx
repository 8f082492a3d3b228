import { focusFieldOf } from './first-field'

/** What the text says about a field that nobody has filled in. */
export type Offer = {
  /** How it reads: `about $120bn`. */
  readonly says: string
  /** The words of the text that it comes from. */
  readonly from: string | null
  /** What is said before it; "Reads as" unless given. */
  readonly lead?: string
  readonly accept: () => void
}

/** An offer under its field: dotted until it is accepted, by its button or by Enter in the empty field. */
export function OfferLine({ name, offer }: { readonly name: string; readonly offer: Offer }) {
  const { says, from, lead = 'Reads as', accept } = offer
  return (
    <div className="offer">
      <span className="says">
        {lead} <b dir="auto">{says}</b>
        {from === null ? null : (
          <>
            {' '}
            from “<span dir="auto">{from}</span>”
          </>
        )}
      </span>
      <button
        type="button"
        className="btn small quiet"
        aria-label={`Accept ${says} as ${name.toLowerCase()}`}
        title="Enter in the empty field"
        onClick={({ currentTarget }) => {
          focusFieldOf(currentTarget, '.form-row')
          accept()
        }}
      >
        Accept
      </button>
    </div>
  )
}
