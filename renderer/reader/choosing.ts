import { type Annotation, extentOf } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'

/** The annotations that lie at `offset`, the narrowest first. */
export function annotationsAt(annotations: readonly Annotation[], offset: number): readonly Annotation[] {
  return narrowestFirst(
    annotations.filter(({ target }) =>
      target.ranges.some(({ position }) => position.start <= offset && offset <= position.end),
    ),
  )
}

/** The annotations that are drawn by the element of the page or one around it, the narrowest first. */
export function annotationsUnder(
  annotations: readonly Annotation[],
  element: Element,
): readonly Annotation[] {
  const ids = element.closest<HTMLElement>('mark[data-annotations]')?.dataset.annotations?.split(' ') ?? []
  return narrowestFirst(annotations.filter(({ id }) => ids.includes(id)))
}

function narrowestFirst(annotations: readonly Annotation[]): readonly Annotation[] {
  return annotations.toSorted((a, b) => widthOf(a) - widthOf(b))
}

/** Of the annotations that lie over each other, the narrowest first: the one after the chosen one. */
export function nextOf(here: readonly Annotation[], chosen: AnnotationId | null): Annotation | null {
  const index = here.findIndex(({ id }) => id === chosen)
  return here[(index + 1) % here.length] ?? null
}

/** The annotation after or before the chosen one; with none chosen, the nearest behind or before the caret. */
export function neighbourOf(
  annotations: readonly Annotation[],
  chosen: AnnotationId | null,
  caret: number,
  direction: 'next' | 'previous',
): Annotation | null {
  const index = annotations.findIndex(({ id }) => id === chosen)
  if (index !== -1) {
    const step = direction === 'next' ? 1 : -1
    return annotations[(index + step + annotations.length) % annotations.length] ?? null
  }
  if (direction === 'next') {
    return annotations.find(({ target }) => extentOf(target).start >= caret) ?? annotations[0] ?? null
  }
  return annotations.findLast(({ target }) => extentOf(target).start < caret) ?? annotations.at(-1) ?? null
}

function widthOf({ target }: Annotation): number {
  const { start, end } = extentOf(target)
  return end - start
}
