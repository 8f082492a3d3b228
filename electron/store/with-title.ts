import { Failure } from '../../shared/contract/failure'
import { fileOfTitle } from './file-in-words'

/** The failure to read a file of a source, which its sentence begins with, with the title that a person knows the source by. */
export function withTitle(error: unknown, title: string | null): unknown {
  if (title === null || !(error instanceof Failure) || error.reason !== 'damaged') return error
  const [path] = /^sources\/\S+/.exec(error.message) ?? []
  if (path === undefined) return error
  const message = `${fileOfTitle(path, title)} (${path})${error.message.slice(path.length)}`
  return new Failure(error.reason, message, { cause: error.cause })
}
