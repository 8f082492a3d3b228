type Props = {
  readonly name: string
  /** How the name is set. */
  readonly look?: string | undefined
  readonly note: string
  readonly end?: string | null
}

/** The heading of a part of a comparison: what it is about, how much there is, and how it is drawn. */
export function GroupHead({ name, look, note, end = null }: Props) {
  return (
    <div className="grp-head">
      <h2 dir="auto" className={look}>
        {name}
      </h2>
      <small className="num">{note}</small>
      {end === null ? null : <small className="end">{end}</small>}
    </div>
  )
}
