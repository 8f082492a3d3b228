import type { Inference, SourceDetails } from '../model/source'

type Known = { readonly details: SourceDetails; readonly inferences: readonly Inference[] }

/**
 * What is known of a source once a newer file of it came. What a person set stays; what was inferred, or not known, is what
 * the newer file tells, such as a later date of change. Each detail keeps where it comes from.
 */
export function newerDetails(
  before: Known,
  newer: Known,
): { details: SourceDetails; inferences: Inference[] } {
  // Details are a strict object, so that their keys are all fields there are.
  const taken = (Object.keys(before.details) as (keyof SourceDetails)[]).filter((field) => {
    const isInferred = before.inferences.some((one) => one.field === field)
    return (isInferred || isUnknown(before.details[field])) && !isUnknown(newer.details[field])
  })
  const fresh = Object.entries(newer.details).filter(([field]) => taken.some((one) => one === field))
  return {
    // Each field is copied from details of the same type.
    details: { ...before.details, ...(Object.fromEntries(fresh) as Partial<SourceDetails>) },
    inferences: [
      ...before.inferences.filter(({ field }) => !taken.includes(field)),
      ...newer.inferences.filter(({ field }) => taken.includes(field)),
    ],
  }
}

function isUnknown(value: SourceDetails[keyof SourceDetails]): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}
