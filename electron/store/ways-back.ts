import { isOfVersion } from './incoming'

/** How a person may have a file of the notebook again of which no good state is known, in a sentence. */
export function waysBack(name: string): string {
  const isOfText = isOfVersion(name) || name.endsWith('/source.json')
  return isOfText
    ? 'Import the file that the text was read from again, or bring this one back from a copy of the notebook.'
    : 'Bring the file back from a copy of the notebook.'
}
