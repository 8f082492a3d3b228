import { useState } from 'react'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { type Asked, useAnswer } from '../state/use-answer'

/**
 * A version of a source, the same object for as long as it is the same version. It never changes, yet its number may: one
 * that was undone leaves it to the next, which was created at another time.
 */
export function useVersion(source: Source | null, number: number | null): Asked<Version> {
  const created = source?.versions.find((one) => one.number === number)?.created
  const { value, failure } = useAnswer(
    'version.get',
    source === null || number === null ? null : { source: source.id, version: number },
    () => false,
    created,
  )
  const [first, setFirst] = useState(value)
  if (value === first || isSame(value, first)) return { value: first, failure }
  setFirst(value)
  return { value, failure }
}

function isSame(one: Version | null, other: Version | null): boolean {
  return one?.source === other?.source && one?.number === other?.number && one?.created === other?.created
}
