import { z } from 'zod'
import { GivenBody, type Input } from '../../../shared/contract/calls'
import { inWords } from '../../../shared/contract/dispatch'
import { Failure } from '../../../shared/contract/failure'
import {
  type Annotation,
  type AnnotationBody,
  AnnotationKind,
  excerptOf,
  extentOf,
} from '../../../shared/model/annotation'
import { commandWords } from '../../../shared/model/command-words'
import { AnnotationId } from '../../../shared/model/ids'
import { currentVersion } from '../../../shared/model/source'
import {
  bodyFields,
  codeIds,
  expectFieldsOf,
  FIELD_USAGE,
  fieldOptions,
  typedFields,
  wholly,
} from './annotation-fields'
import { answered } from './answered'
import type { Call, Command, Typed } from './commands'
import { UsageError } from './io'
import { findSource } from './source-commands'
import { checked, expectNoWords, numberOf, onlyWord, textOf } from './typed-values'

const kinds = AnnotationKind.options.join(', ')

const annotate: Command = {
  usage: `annotate SOURCE --kind claim|figure|position (--start N --end N | --exact TEXT [--prefix TEXT] [--suffix TEXT]) ${FIELD_USAGE} [--body JSON] [--memo TEXT]`,
  says: 'tag a passage',
  options: {
    kind: { type: 'string' },
    start: { type: 'string' },
    end: { type: 'string' },
    exact: { type: 'string' },
    prefix: { type: 'string' },
    suffix: { type: 'string' },
    ...fieldOptions,
    body: { type: 'string' },
    memo: { type: 'string' },
  },
  plan(typed) {
    const named = onlyWord(typed, 'source')
    const kind = checked(AnnotationKind, textOf(typed, 'kind') ?? 'nothing', `--kind takes one of ${kinds}`)
    const place = placeOf(typed)
    const body = bodyOf(kind, textOf(typed, 'body'))
    const memo = textOf(typed, 'memo')
    const fields = typedFields(typed)
    expectFieldsOf(kind, fields)
    return {
      access: 'change',
      async run(call) {
        const source = await findSource(named, call)
        const { number } = currentVersion(await call('source.get', { source }))
        const annotation = await wholly(call, async () => {
          const codes = await codeIds(call, fields)
          return call('annotation.create', {
            source,
            version: number,
            place,
            // As above: the contract checks them against the kind.
            body: { ...body, ...(await bodyFields(call, kind, source, fields)) },
            ...(codes === undefined ? {} : { codes }),
            ...(memo === null ? {} : { memo }),
          })
        })
        return answered(annotation, describe)
      },
    }
  },
}

function placeOf(typed: Typed): Input<'annotation.create'>['place'] {
  const start = numberOf(typed, 'start')
  const end = numberOf(typed, 'end')
  const exact = textOf(typed, 'exact')
  const prefix = textOf(typed, 'prefix')
  const suffix = textOf(typed, 'suffix')
  if (exact !== null && exact !== '' && start === null && end === null) {
    return { by: 'quote', exact, prefix: prefix ?? '', suffix: suffix ?? '' }
  }
  if (start !== null && end !== null && exact === null && prefix === null && suffix === null) {
    return { by: 'position', ranges: [{ start, end }] }
  }
  throw new UsageError(
    'Say where: either --start and --end, or --exact with the words and what surrounds them.',
  )
}

function bodyOf(kind: AnnotationKind, json: string | null): GivenBody {
  if (json === null) return { kind }
  let fields: unknown
  try {
    fields = JSON.parse(json)
  } catch {
    throw new UsageError('--body takes a JSON object, and this is not JSON.')
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw new UsageError('--body takes a JSON object.')
  // The contract checks the fields against the kind and says what is wrong with them.
  return { ...fields, kind }
}

const Edit = z.strictObject({ body: GivenBody })

/** As `bodyOf`, checked: what a body has beside its fields would be passed over once it is given back with them. */
function editOf(kind: AnnotationKind, json: string | null): GivenBody {
  const body = bodyOf(kind, json)
  const edit = Edit.safeParse({ body })
  // As it was typed: a field that is not named stays as it is, and gets no default.
  if (edit.success) return body
  throw new Failure('invalid-input', `The ${kind} was refused: ${inWords(edit.error)}.`)
}

const listAnnotations: Command = {
  usage: 'annotations [--source S] [--kind K]',
  says: 'list the annotations in reading order',
  options: { source: { type: 'string' }, kind: { type: 'string' } },
  plan(typed) {
    const named = textOf(typed, 'source')
    const given = textOf(typed, 'kind')
    const kind = given === null ? null : checked(AnnotationKind, given, `--kind takes one of ${kinds}`)
    expectNoWords(typed)
    return {
      access: 'look',
      async run(call) {
        const annotations = await call('annotation.list', {
          source: named === null ? null : await findSource(named, call),
          kind,
        })
        return answered(annotations, (all) => all.map(describe).join('\n'))
      },
    }
  },
}

const edit: Command = {
  usage: `edit ANNOTATION ${FIELD_USAGE} [--body JSON]`,
  says: 'fill in what an annotation states (an empty text clears a field)',
  options: { ...fieldOptions, body: { type: 'string' } },
  plan(typed) {
    const id = annotationId(onlyWord(typed, 'annotation'))
    const fields = typedFields(typed)
    const json = textOf(typed, 'body')
    if (fields.fields.size === 0 && fields.codes === null && json === null)
      throw new UsageError('Say what to fill in.')
    return {
      access: 'change',
      async run(call) {
        const seen = await findAnnotation(id, call)
        const { source } = seen.target
        const { kind } = seen.body
        expectFieldsOf(kind, fields)
        const annotation = await wholly(call, async () => {
          const codes = await codeIds(call, fields)
          const body = {
            ...seen.body,
            ...editOf(kind, json),
            ...(await bodyFields(call, kind, source, fields)),
          }
          return call('annotation.update', {
            source,
            annotation: id,
            revision: seen.revision,
            // As above: the contract checks the fields against the kind.
            body: body as AnnotationBody,
            ...(codes === undefined ? {} : { codes }),
          })
        })
        return answered(annotation, describe)
      },
    }
  },
}

const setMemo: Command = {
  usage: 'memo ANNOTATION TEXT',
  says: 'write the memo of an annotation (an empty text clears it)',
  options: {},
  plan({ words }) {
    const [named, memo, ...rest] = words
    if (named === undefined || memo === undefined || rest.length > 0)
      throw new UsageError('Name the annotation and the text of its memo, in quotation marks.')
    const id = annotationId(named)
    return {
      access: 'change',
      async run(call) {
        const seen = await findAnnotation(id, call)
        const { source } = seen.target
        const annotation = await call('annotation.update', {
          source,
          annotation: seen.id,
          revision: seen.revision,
          memo,
        })
        return answered(annotation, describe)
      },
    }
  },
}

const removeAnnotation: Command = {
  usage: 'unannotate ANNOTATION',
  says: 'move an annotation to the trash of its source',
  options: {},
  plan(typed) {
    const named = annotationId(onlyWord(typed, 'annotation'))
    return {
      access: 'change',
      async run(call) {
        const { id, target } = await findAnnotation(named, call)
        await call('annotation.remove', { source: target.source, annotation: id })
        return answered({ removed: id }, ({ removed }) => `moved to the trash: ${removed}`)
      },
    }
  },
}

export function annotationId(named: string): AnnotationId {
  return checked(AnnotationId, named, 'An annotation is named by its id')
}

/** The annotation of this id. Throws a Failure when there is none. */
export async function findAnnotation(id: AnnotationId, call: Call): Promise<Annotation> {
  const found = (await call('annotation.list', { source: null, kind: null })).find(
    (annotation) => annotation.id === id,
  )
  if (found === undefined)
    throw new Failure('not-found', `There is no annotation ${id}: ${commandWords('annotations')} lists them.`)
  return found
}

function describe(annotation: Annotation): string {
  const { start, end } = extentOf(annotation.target)
  const memo = annotation.memo === '' ? '' : `\n          memo: ${annotation.memo}`
  const excerpt = excerptOf(annotation.target).replaceAll('\n', ' / ')
  return `${annotation.id}  ${annotation.body.kind.padEnd(8)}  ${annotation.target.source} ${start}-${end}\n          “${excerpt}”${memo}`
}

export const annotationCommands: Readonly<Record<string, Command>> = {
  annotate,
  annotations: listAnnotations,
  edit,
  memo: setMemo,
  unannotate: removeAnnotation,
}
