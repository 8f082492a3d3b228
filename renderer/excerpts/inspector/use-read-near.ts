import { useMemo } from 'react'
import { type ReadPart, readNear } from '../../../shared/detection/read-near'
import { extentOf } from '../../../shared/model/annotation'
import type { Source } from '../../../shared/model/source'
import type { Version } from '../../../shared/model/version'
import type { Draft } from './use-annotation-draft'

/** The text around an annotation, read for who speaks in it. */
export function useReadNear(draft: Draft, { details, structures }: Source, version: Version): ReadPart {
  const { target } = draft.annotation
  const structure = structures.find((one) => one.version === version.number) ?? null
  return useMemo(
    () => readNear(version.blocks, structure, details, extentOf(target)),
    [version, structure, details, target],
  )
}
