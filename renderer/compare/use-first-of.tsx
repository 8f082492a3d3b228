import { type ReactNode, useState } from 'react'

/** So many of a group are drawn before a person asks for the others. */
const FIRST = 60

/** The first rows of a group, and the button that brings the others; all of them once it was pressed. */
export function useFirstOf<Row>(rows: readonly Row[]): readonly [readonly Row[], ReactNode] {
  const [all, setAll] = useState(false)
  if (all || rows.length <= FIRST) return [rows, null]
  return [
    rows.slice(0, FIRST),
    <button key="more" type="button" className="btn line small more" onClick={() => setAll(true)}>
      Show all {rows.length.toLocaleString('en')}
    </button>,
  ]
}
