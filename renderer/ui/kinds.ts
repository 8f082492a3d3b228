import type { AnnotationKind } from '../../shared/model/annotation'

/** How the interface calls each kind of annotation, and the key that makes one. */
export const kindWords: Record<AnnotationKind, { one: string; many: string; key: string; letter: string }> = {
  claim: { one: 'Claim', many: 'Claims', key: '1', letter: 'C' },
  figure: { one: 'Figure', many: 'Figures', key: '2', letter: 'F' },
  position: { one: 'Position', many: 'Positions', key: '3', letter: 'P' },
}
