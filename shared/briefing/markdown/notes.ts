import type { FootnoteDefinition, FootnoteReference, PhrasingContent } from 'mdast'
import type { Target } from '../../model/annotation'
import type { AnnotationId, SourceId } from '../../model/ids'
import { citePassage, citeSource } from '../cite-source'
import type { PrintedEvidence } from '../evidence'
import { placeOfPassage } from '../place-of-passage'
import { formatReference, type Reference } from '../reference'
import { printable } from './printable'
import type { CitedPassage } from './tree'

/** The footnotes of a brief as they come up, numbered from 1. A passage that is cited again is the same note. */
export class Notes {
  readonly definitions: FootnoteDefinition[] = []
  readonly #labels = new Map<AnnotationId, string>()
  readonly #cited = new Set<SourceId>()
  readonly #quoted: Pick<Target, 'source' | 'version'>[] = []

  constructor(readonly evidence: PrintedEvidence) {}

  passage(passage: Reference): FootnoteReference {
    const known = this.#labels.get(passage.annotation)
    if (known !== undefined) return referTo(known)
    const annotation = this.evidence.annotations.get(passage.annotation)
    // Its text may have become a version of another source since, or a source of its own.
    const reached = { ...passage, source: annotation?.target.source ?? passage.source }
    this.#cited.add(reached.source)
    const source = this.evidence.sources.get(reached.source)
    const place =
      annotation === undefined
        ? null
        : placeOfPassage(
            annotation.target,
            this.evidence.projectionOf(annotation),
            this.evidence.pagesOf(annotation),
          )
    if (annotation !== undefined) this.#quoted.push(annotation.target)
    const reference = formatReference(reached)
    const words =
      source === undefined
        ? 'The source of this quote is no longer in the notebook.'
        : place === null
          ? `${citeSource(source)} The highlight was deleted.`
          : citePassage(source, place)
    const made = this.#define(
      [
        { type: 'text', value: `${printable(words)} ` },
        { type: 'link', url: reference, children: [{ type: 'text', value: reference }] },
      ],
      source === undefined ? undefined : { reference: reached, place },
    )
    this.#labels.set(passage.annotation, made.label)
    return referTo(made.label)
  }

  words(value: string): FootnoteReference {
    return referTo(this.#define([{ type: 'text', value: printable(value).trim() }]).label)
  }

  /** The sources that have been cited, the first one first. */
  cited(): SourceId[] {
    return [...this.#cited]
  }

  /** Versions in which the cited passages stand, as often as there are such passages. */
  quoted(): readonly Pick<Target, 'source' | 'version'>[] {
    return this.#quoted
  }

  #define(children: PhrasingContent[], passage?: CitedPassage): { label: string } {
    const label = String(this.definitions.length + 1)
    this.definitions.push({
      type: 'footnoteDefinition',
      identifier: label,
      label,
      children: [{ type: 'paragraph', children }],
      ...(passage !== undefined && { data: { passage } }),
    })
    return { label }
  }
}

function referTo(label: string): FootnoteReference {
  return { type: 'footnoteReference', identifier: label, label }
}
