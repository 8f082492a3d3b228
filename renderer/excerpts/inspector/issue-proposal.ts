import type { issueIn } from '../../../shared/detection/name-entries'
import type { Proposal } from './offers'

/** The issue of the codebook that the words name. */
export function issueProposal(found: ReturnType<typeof issueIn>): Proposal | null {
  if (found === null) return null
  const { issue, from } = found
  return { field: 'issue', says: issue.name, from, change: () => ({ issue: issue.id }) }
}
