import type { z } from 'zod'
import { assertNever } from '../model/assert-never'
import { shortened } from '../model/shortened'

/** What is wrong with one field of an input, in words that a person can act on. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.map(String).join('.')
  const words = wordsOf(issue)
  return field === '' ? words : `${field} ${words}`
}

function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${named[issue.expected] ?? issue.expected}`
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? 'must not be empty'
        : `must be at least ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'string'
        ? `may have at most ${issue.maximum} characters`
        : issue.origin === 'array'
          ? `may have at most ${issue.maximum} entries`
          : `must be at most ${issue.maximum}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys':
      return `has a field that is not known here: ${issue.keys.map((key) => shortened(key, 40)).join(', ')}`
    case 'invalid_union':
      return 'note' in issue && issue.note === 'No matching discriminator'
        ? 'is of a kind that is not known here'
        : 'is not of a known form'
    case 'invalid_format':
      return issue.format === 'regex' || issue.format === 'template_literal'
        ? regexWords(issue.message)
        : `must be ${formats[issue.format] ?? issue.format}`
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return `is wrong: ${issue.message}`
    default:
      return assertNever(issue)
  }
}

const named: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

const formats: Readonly<Record<string, string>> = {
  url: 'a web address',
  base64: 'base64',
  datetime: 'a moment',
}

/** Where a schema says in its own words what it takes, those are the best. */
function regexWords(message: string): string {
  return message.startsWith('Invalid') ? 'is not written as it has to be' : `is wrong: ${message}`
}
