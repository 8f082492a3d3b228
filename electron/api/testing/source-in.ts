import type { FileReport } from '../../../shared/contract/intake'
import type { SourceId } from '../../../shared/model/ids'

/** The source that a file became, or the one that holds it. */
export function sourceIn(report: FileReport): SourceId {
  if (!report.ok) throw new Error(report.message)
  if (report.source === null) throw new Error(`${report.file} is no text`)
  return report.source
}
