import { type Annotation, type AnnotationKind, annotationKinds, excerptOf } from '../model/annotation'
import type { Brief, BriefBlock, BriefDocument, BriefExcerpt } from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import type { AnnotationId, BriefId } from '../model/ids'

/** Names of the sections that a new brief begins with. */
export const sectionTitles: Readonly<Record<AnnotationKind, string>> = {
  claim: 'Claims',
  figure: 'Figures',
  position: 'Positions',
}

/** A section for each kind, all empty. */
export const emptyDocument: BriefDocument = { type: 'doc', content: annotationKinds.map(section) }

/** A new brief with a section for each kind, all empty. */
export function startBrief(id: BriefId, title: string, now: string): Brief {
  return {
    id,
    revision: 1,
    title,
    created: now,
    modified: now,
    document: emptyDocument,
  }
}

/** The excerpts of a brief in the order in which it prints them. */
export function excerptsOf(document: BriefDocument): BriefExcerpt[] {
  return document.content.filter((block) => block.type === 'excerpt')
}

/** Add excerpts at the end of the section of their kind, in the order given; what is in the brief already stays. */
export function addExcerpts(document: BriefDocument, annotations: readonly Annotation[]): BriefDocument {
  const present = new Set(excerptsOf(document).map(({ attrs }) => attrs.annotation))
  const fresh = annotations.filter(({ id }) => !present.has(id) && present.add(id))
  return annotationKinds.reduce((content, kind) => {
    const ofKind = fresh.filter(({ body }) => body.kind === kind)
    return ofKind.length === 0 ? content : insert(content, kind, ofKind.map(excerptBlock))
  }, document)
}

/** Take one excerpt out; its annotation stays in the notebook. */
export function dropExcerpt(document: BriefDocument, annotation: AnnotationId): BriefDocument {
  return {
    ...document,
    content: document.content.filter(
      (block) => block.type !== 'excerpt' || block.attrs.annotation !== annotation,
    ),
  }
}

function insert(document: BriefDocument, kind: AnnotationKind, excerpts: BriefExcerpt[]): BriefDocument {
  const { content } = document
  const heading = content.findIndex((block) => block.type === 'heading' && block.attrs.section === kind)
  if (heading === -1) return { ...document, content: [...content, section(kind), ...excerpts] }
  const next = content.findIndex((block, index) => index > heading && block.type === 'heading')
  return { ...document, content: content.toSpliced(next === -1 ? content.length : next, 0, ...excerpts) }
}

function excerptBlock({ id, target }: Annotation): BriefExcerpt {
  return {
    type: 'excerpt',
    attrs: { source: target.source, annotation: id, exact: excerptOf(target), declined: null },
  }
}

function section(kind: AnnotationKind): BriefBlock {
  return {
    type: 'heading',
    attrs: { level: 2, section: kind },
    content: [{ type: 'text', text: sectionTitles[kind] }],
  }
}

/** What to ask of `brief.create` for a brief with nothing in it. */
export function blankBrief(title: string) {
  return { title, template: 'blank' as const, filter: anyExcerpt }
}
