import { AnnotationId, SourceId } from '../model/ids'

/** Where a quote stands, in a form that outlives the file it is printed in. */
export type Reference = { readonly source: SourceId; readonly annotation: AnnotationId }

const SCHEME = 'sourcebook:'

/** Write a reference as `sourcebook:SOURCE/ANNOTATION`, the form that briefs carry. */
export function formatReference({ source, annotation }: Reference): string {
  return `${SCHEME}${source}/${annotation}`
}

/** Read what `formatReference` wrote; null for anything else. */
export function parseReference(text: string): Reference | null {
  if (!text.startsWith(SCHEME)) return null
  const [source, annotation, ...rest] = text.slice(SCHEME.length).split('/')
  const parsedSource = SourceId.safeParse(source)
  const parsedAnnotation = AnnotationId.safeParse(annotation)
  if (rest.length > 0 || !parsedSource.success || !parsedAnnotation.success) return null
  return { source: parsedSource.data, annotation: parsedAnnotation.data }
}
