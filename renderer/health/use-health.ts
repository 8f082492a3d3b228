import type { Health } from '../../shared/model/health'
import { type Asked, useAnswer } from '../state/use-answer'

/** What is known of the files of the notebook; asked again whenever there is something to be told of them. */
export function useHealth(): Asked<Health> {
  return useAnswer('health.read', {}, ({ kind }) => kind === 'health')
}
